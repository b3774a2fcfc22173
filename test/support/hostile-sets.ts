import {
  enumField,
  enumOf,
  FieldType,
  type FileInit,
  field,
  file,
  file2,
  Label,
  type MessageInit,
  message,
  messageField,
  nestedMessages,
  service,
  setOf,
} from './descriptor-sets.ts';

/** A set that admission must refuse, and for what. */
export interface HostileSet {
  /** What descriptors/hostile/NAME.binpb is called. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Each finding as `RULE file symbol`, in order. */
  readonly findings: readonly string[];
}

const hostile = (name: string, files: readonly FileInit[], ...findings: string[]): HostileSet => {
  return { name, bytes: setOf(...files), findings };
};
const one = (name: string, declared: MessageInit, ...findings: string[]): HostileSet => {
  return hostile(name, [file2('a.proto', { messageType: [declared] })], ...findings);
};
const imports = (name: string, ...dependency: string[]): FileInit => file(name, { package: '', dependency });

const ENTRY = (parts: Partial<MessageInit> = {}): MessageInit => {
  return message('TagsEntry', [field('key', 1), field('value', 2)], { options: { mapEntry: true }, ...parts });
};
const withMap = (
  entry: MessageInit,
  tags = messageField('tags', 1, '.t.M.TagsEntry', { label: Label.REPEATED }),
): MessageInit => {
  return message('M', [tags], { nestedType: [entry] });
};

const PLAIN = setOf(file('a.proto', { messageType: [message('M', [field('f', 1)])] }));

/** One small set for each rule of admission, and each way to break it. Larger ones are made where they are used. */
export const HOSTILE_SETS: readonly HostileSet[] = [
  { name: 'empty', bytes: new Uint8Array(0), findings: ['EMPTY_SET  '] },
  { name: 'truncated', bytes: PLAIN.subarray(0, -1), findings: ['MALFORMED  '] },
  { name: 'json', bytes: Buffer.from('{"file":[{"name":"a.proto"}]}'), findings: ['MALFORMED  '] },
  {
    name: 'gzip',
    bytes: Buffer.from('1f8b0800000000000003e3120600d5e0391702000000', 'hex'),
    findings: ['MALFORMED  '],
  },
  // Field 1 of a file is its name; here it is a varint, which a decoder that trusts its schema reads as a length.
  { name: 'wire-type', bytes: Buffer.from('0a020805', 'hex'), findings: ['MALFORMED  '] },
  // The message is longer than the file that it is in.
  { name: 'length-past-parent', bytes: Buffer.from('0a022205', 'hex'), findings: ['MALFORMED  '] },
  { name: 'unclosed-group', bytes: Buffer.from('0a02a306', 'hex'), findings: ['MALFORMED  '] },
  { name: 'field-number-zero', bytes: Buffer.from('0a020001', 'hex'), findings: ['MALFORMED  '] },
  {
    name: 'groups-33-deep',
    bytes: Buffer.concat([
      Buffer.from('0a8401', 'hex'),
      Buffer.alloc(66, 'a306', 'hex'),
      Buffer.alloc(66, 'a406', 'hex'),
    ]),
    findings: ['LIMIT_EXCEEDED  '],
  },
  hostile('nesting-98', [file('a.proto', { messageType: [nestedMessages(98)] })], 'LIMIT_EXCEEDED  '),

  hostile('syntax', [file('a.proto', { syntax: 'proto4' })], 'UNSUPPORTED_EDITION a.proto '),
  hostile('edition', [file('a.proto', { syntax: 'editions', edition: 99_997 })], 'UNSUPPORTED_EDITION a.proto '),

  hostile('self-import', [imports('a.proto', 'a.proto')], 'IMPORT_CYCLE a.proto '),
  hostile('cycle-of-2', [imports('a.proto', 'b.proto'), imports('b.proto', 'a.proto')], 'IMPORT_CYCLE a.proto '),
  hostile(
    'cycle-of-3',
    [imports('a.proto', 'b.proto'), imports('b.proto', 'c.proto'), imports('c.proto', 'a.proto')],
    'IMPORT_CYCLE a.proto ',
  ),
  hostile('missing-import', [imports('a.proto', 'gone.proto')], 'MISSING_IMPORT a.proto '),
  hostile('import-twice', [imports('b.proto'), imports('a.proto', 'b.proto', 'b.proto')], 'DUPLICATE_IMPORT a.proto '),
  hostile('public-import-index', [file('a.proto', { publicDependency: [0] })], 'MALFORMED a.proto '),
  hostile('file-twice', [file('a.proto'), file('a.proto', { messageType: [message('M')] })], 'DUPLICATE_FILE a.proto '),

  hostile(
    'message-twice',
    [file('a.proto', { messageType: [message('M'), message('M')] })],
    'DUPLICATE_SYMBOL a.proto t.M',
  ),
  hostile(
    'message-in-two-files',
    [file('a.proto', { messageType: [message('M')] }), file('b.proto', { messageType: [message('M')] })],
    'DUPLICATE_SYMBOL b.proto t.M',
  ),
  hostile(
    'message-as-package',
    [file('a.proto', { package: 't.M' }), file('b.proto', { messageType: [message('M')] })],
    'DUPLICATE_SYMBOL b.proto t.M',
  ),
  hostile(
    'enum-value-as-message',
    [file('a.proto', { messageType: [message('Z')], enumType: [enumOf('E', { Z: 0 })] })],
    'DUPLICATE_SYMBOL a.proto t.Z',
  ),
  one('field-twice', message('M', [field('f', 1), field('f', 2)]), 'DUPLICATE_SYMBOL a.proto t.M.f'),
  hostile(
    'method-twice',
    [file('a.proto', { messageType: [message('M')], service: [service('S', ['Get', 'Get'], '.t.M')] })],
    'DUPLICATE_SYMBOL a.proto t.S.Get',
  ),

  one('number-0', message('M', [field('f', 0)]), 'ILLEGAL_FIELD_NUMBER a.proto t.M.f'),
  one('number-negative', message('M', [field('f', -1)]), 'ILLEGAL_FIELD_NUMBER a.proto t.M.f'),
  one('number-19000', message('M', [field('f', 19_000)]), 'ILLEGAL_FIELD_NUMBER a.proto t.M.f'),
  one('number-19999', message('M', [field('f', 19_999)]), 'ILLEGAL_FIELD_NUMBER a.proto t.M.f'),
  one('number-2-to-29', message('M', [field('f', 2 ** 29)]), 'ILLEGAL_FIELD_NUMBER a.proto t.M.f'),
  one('number-twice', message('M', [field('f', 1), field('g', 1)]), 'DUPLICATE_FIELD_NUMBER a.proto t.M.g'),

  one(
    'reserved-number',
    message('M', [field('f', 5)], { reservedRange: [{ start: 5, end: 6 }] }),
    'RESERVED_OVERLAP a.proto t.M.f',
  ),
  one('reserved-name', message('M', [field('f', 5)], { reservedName: ['f'] }), 'RESERVED_OVERLAP a.proto t.M.f'),
  one(
    'reserved-ranges-overlap',
    message('M', [], {
      reservedRange: [
        { start: 5, end: 8 },
        { start: 7, end: 9 },
      ],
    }),
    'ILLEGAL_RANGE a.proto t.M',
  ),
  one('reserved-range-empty', message('M', [], { reservedRange: [{ start: 5, end: 5 }] }), 'ILLEGAL_RANGE a.proto t.M'),
  one('extension-range-0', message('M', [], { extensionRange: [{ start: 0, end: 5 }] }), 'ILLEGAL_RANGE a.proto t.M'),
  one(
    'field-in-extension-range',
    message('M', [field('f', 150)], { extensionRange: [{ start: 100, end: 200 }] }),
    'RESERVED_OVERLAP a.proto t.M.f',
  ),

  hostile('enum-empty', [file('a.proto', { enumType: [enumOf('E', {})] })], 'ILLEGAL_ENUM a.proto t.E'),
  hostile('enum-alias', [file('a.proto', { enumType: [enumOf('E', { A: 0, B: 0 })] })], 'ILLEGAL_ENUM a.proto t.E'),
  hostile(
    'enum-without-zero',
    [file('a.proto', { enumType: [enumOf('E', { A: 1 })] })],
    'ENUM_WITHOUT_ZERO a.proto t.E',
  ),
  hostile(
    'enum-reserved-number',
    [file('a.proto', { enumType: [enumOf('E', { A: 0, B: 9 }, { reservedRange: [{ start: 5, end: 9 }] })] })],
    'RESERVED_OVERLAP a.proto t.E',
  ),
  hostile(
    'enum-reserved-name',
    [file('a.proto', { enumType: [enumOf('E', { A: 0 }, { reservedName: ['A'] })] })],
    'RESERVED_OVERLAP a.proto t.E',
  ),

  one('oneof-index', message('M', [field('f', 1, { oneofIndex: 0 })]), 'ILLEGAL_ONEOF a.proto t.M.f'),
  one('oneof-index-negative', message('M', [field('f', 1, { oneofIndex: -1 })]), 'ILLEGAL_ONEOF a.proto t.M.f'),
  one('oneof-empty', message('M', [], { oneofDecl: [{ name: 'o' }] }), 'ILLEGAL_ONEOF a.proto t.M.o'),
  one(
    'oneof-repeated',
    message('M', [field('f', 1, { oneofIndex: 0, label: Label.REPEATED })], { oneofDecl: [{ name: 'o' }] }),
    'ILLEGAL_ONEOF a.proto t.M.f',
  ),

  one('map-without-value', withMap(ENTRY({ field: [field('key', 1)] })), 'ILLEGAL_MAP_ENTRY a.proto t.M.TagsEntry'),
  one(
    'map-of-float-keys',
    withMap(ENTRY({ field: [field('key', 1, { type: FieldType.FLOAT }), field('value', 2)] })),
    'ILLEGAL_MAP_ENTRY a.proto t.M.TagsEntry',
  ),
  one(
    'map-not-repeated',
    withMap(ENTRY(), messageField('tags', 1, '.t.M.TagsEntry')),
    'ILLEGAL_MAP_ENTRY a.proto t.M.tags',
  ),
  one(
    'map-of-another-name',
    withMap(ENTRY(), messageField('labels', 1, '.t.M.TagsEntry', { label: Label.REPEATED })),
    'ILLEGAL_MAP_ENTRY a.proto t.M.labels',
  ),
  one('map-entry-unused', message('M', [], { nestedType: [ENTRY()] }), 'ILLEGAL_MAP_ENTRY a.proto t.M.TagsEntry'),
  hostile(
    'map-of-enum-without-zero',
    [
      file2('a.proto', {
        messageType: [withMap(ENTRY({ field: [field('key', 1), enumField('value', 2, '.t.E')] }))],
        enumType: [enumOf('E', { A: 1 })],
      }),
    ],
    'ILLEGAL_MAP_ENTRY a.proto t.M.TagsEntry',
  ),

  one('type-missing', message('M', [messageField('f', 1, '.t.Gone')]), 'UNRESOLVED_TYPE a.proto t.M.f'),
  hostile(
    'type-is-service',
    [
      file2('a.proto', {
        messageType: [message('M', [messageField('f', 1, '.t.S')])],
        service: [service('S', [], '.t.M')],
      }),
    ],
    'UNRESOLVED_TYPE a.proto t.M.f',
  ),
  hostile(
    'enum-as-message',
    [
      file2('a.proto', {
        messageType: [message('M', [messageField('f', 1, '.t.E')])],
        enumType: [enumOf('E', { A: 0 })],
      }),
    ],
    'UNRESOLVED_TYPE a.proto t.M.f',
  ),
  one('message-as-enum', message('M', [enumField('f', 1, '.t.M')]), 'UNRESOLVED_TYPE a.proto t.M.f'),
  hostile(
    'method-takes-enum',
    [file('a.proto', { enumType: [enumOf('E', { A: 0 })], service: [service('S', ['Get'], '.t.E')] })],
    'UNRESOLVED_TYPE a.proto t.S.Get',
    'UNRESOLVED_TYPE a.proto t.S.Get',
  ),
  hostile(
    'type-not-imported',
    [
      file('a.proto', { messageType: [message('M')] }),
      file('b.proto', { package: 'u', messageType: [message('N', [messageField('f', 1, '.t.M')])] }),
    ],
    'UNRESOLVED_TYPE b.proto u.N.f',
  ),

  one(
    'field-without-type',
    message('M', [{ name: 'f', number: 1, label: Label.OPTIONAL }]),
    'ILLEGAL_FIELD a.proto t.M.f',
  ),
  hostile(
    'required-in-proto3',
    [file('a.proto', { messageType: [message('M', [field('f', 1, { label: Label.REQUIRED })])] })],
    'ILLEGAL_FIELD a.proto t.M.f',
  ),
  one(
    'default-is-code',
    message('M', [field('f', 1, { type: FieldType.INT32, defaultValue: '1]; } message Evil {' })]),
    'ILLEGAL_FIELD a.proto t.M.f',
  ),
  one(
    'default-out-of-range',
    message('M', [field('f', 1, { type: FieldType.UINT32, defaultValue: '4294967296' })]),
    'ILLEGAL_FIELD a.proto t.M.f',
  ),
  hostile(
    'extension-out-of-range',
    [
      file2('a.proto', {
        messageType: [message('M', [], { extensionRange: [{ start: 100, end: 200 }] })],
        extension: [field('x', 200, { extendee: '.t.M' })],
      }),
    ],
    'ILLEGAL_EXTENSION a.proto t.x',
  ),
  hostile(
    'extension-number-twice',
    [
      file2('a.proto', {
        messageType: [message('M', [], { extensionRange: [{ start: 100, end: 200 }] })],
        extension: [field('x', 100, { extendee: '.t.M' }), field('y', 100, { extendee: '.t.M' })],
      }),
    ],
    'DUPLICATE_FIELD_NUMBER a.proto t.y',
  ),
  one(
    'json-name-twice',
    message('M', [field('foo_bar', 1), field('fooBar', 2)]),
    'JSON_NAME_CONFLICT a.proto t.M.fooBar',
  ),

  one('name-with-space', message('M M'), 'ILLEGAL_NAME a.proto t.M M'),
  one('name-is-code', message('M"];\nprocess.exit();//'), 'ILLEGAL_NAME a.proto t.M\\"];\\nprocess.exit();//'),
  one('name-$typeName', message('M', [field('$typeName', 1)]), 'ILLEGAL_NAME a.proto t.M'),
  one('name-empty', message(''), 'ILLEGAL_NAME a.proto t.'),
  one('json-name-__proto__', message('M', [field('f', 1, { jsonName: '__proto__' })]), 'ILLEGAL_NAME a.proto t.M'),
  hostile('path-up', [imports('../a.proto')], 'ILLEGAL_NAME ../a.proto '),
  hostile('path-absolute', [imports('/etc/passwd')], 'ILLEGAL_NAME /etc/passwd '),
  hostile('path-empty', [imports('')], 'ILLEGAL_NAME  '),
  hostile('package-with-dash', [file('a.proto', { package: 'a-b' })], 'ILLEGAL_NAME a.proto '),
];
