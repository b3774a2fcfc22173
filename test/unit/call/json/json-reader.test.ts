import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FixtureJson, fixtureDescriptors, JSON_OPTIONS, messageOf } from '../../../support/json-fixture.ts';

const descriptors = fixtureDescriptors();
const fixture = new FixtureJson(descriptors);

describe('what a field takes', () => {
  test.each([
    ['Modern', { int64Value: 7 }, { int64Value: '7' }],
    ['Modern', { int64Value: '9223372036854775807' }, { int64Value: '9223372036854775807' }],
    ['Modern', { uint64Value: '18446744073709551615' }, { uint64Value: '18446744073709551615' }],
    ['Modern', { int32Value: '12' }, { int32Value: 12 }],
    ['Modern', { int32Value: 1e3 }, { int32Value: 1000 }],
    ['Modern', { colour: 1 }, { colour: 'COLOUR_RED' }],
    ['Modern', { colour: 99 }, { colour: 99 }],
    ['Modern', { int32_value: 5 }, { int32Value: 5 }],
    ['Modern', { renamed: 'a' }, { 'another-name': 'a' }],
    ['Modern', { bytesValue: '-_-_' }, { bytesValue: '+/+/' }],
    ['Modern', { doubleValue: 'NaN', floatValue: '-Infinity' }, { doubleValue: 'NaN', floatValue: '-Infinity' }],
    ['Modern', { stringValue: null, child: null, int32s: null }, {}],
    ['Modern', { optionalInt32: 0 }, { optionalInt32: 0 }],
    ['Modern', { chosenNumber: 0 }, { chosenNumber: 0 }],
    ['Modern', { byBool: { true: 'AA==' } }, { byBool: { true: 'AA==' } }],
    ['Known', { duration: '1.5s', mask: 'a,fooBar' }, { duration: '1.500s', mask: 'a,fooBar' }],
    ['Known', { timestamp: '2020-01-01T02:00:00+02:00' }, { timestamp: '2020-01-01T00:00:00Z' }],
    ['Known', { value: null, null: null }, { value: null }],
    ['Known', { int64Value: '0', stringValue: '' }, { int64Value: '0', stringValue: '' }],
    ['Legacy', { id: 1, inner: { depth: 2 }, row: [{}] }, { id: 1, inner: { depth: 2 }, row: [{}] }],
    [
      'Legacy',
      { id: 1, '[fixture.json.ext_number]': 5, '[fixture.json.Scope.ext_scope]': { weight: 2 } },
      { id: 1, '[fixture.json.ext_number]': '5', '[fixture.json.Scope.ext_scope]': { weight: 2 } },
    ],
    ['Edition', { needed: 'x', explicit: '', implicit: '' }, { needed: 'x', explicit: '' }],
    ['Edition', { needed: 'x', delimited: { needed: 'y' } }, { needed: 'x', delimited: { needed: 'y' } }],
    ['Empty', {}, {}],
    ['Value', [1, 'a', null], [1, 'a', null]],
    ['Timestamp', '"2020-01-01T00:00:00.5Z"', '2020-01-01T00:00:00.500Z'],
  ])('%s %j reads back as %j', (type, json, expected) => {
    expect(fixture.mirror(type, json)).toEqual(expected);
  });

  test('an Any resolves from the set, and from the well-known types', () => {
    const anys = [
      { '@type': 'type.googleapis.com/fixture.json.Order', id: 'o', items: [{ sku: 's' }] },
      { '@type': 'type.googleapis.com/google.protobuf.Duration', value: '3s' },
      {},
    ];
    expect(fixture.mirror('Known', { anys })).toEqual({ anys });
  });

  test('a payload without a byte is an empty message', () => {
    expect(fixture.read('Modern', '')).toEqual({ kind: 'done', bytes: new Uint8Array(0) });
    expect(fixture.refusal('Legacy', '')).toBe('id: the field is required');
  });
});

describe('the path of what is wrong', () => {
  test.each([
    [
      'Order',
      { items: [{}, {}, { price: { units: 'x' } }] },
      'items[2].price.units: expected an integer of 64 bits, got "x"',
    ],
    ['Order', { id: 5 }, 'id: expected a string, got 5'],
    ['Order', { items: {} }, 'items: expected Array, got object'],
    ['Order', { items: [{}, null] }, 'items[1]: list item must not be null'],
    ['Order', { items: [{ quantity: -1 }] }, 'items[0].quantity: expected an integer from 0 to 4294967295, got -1'],
    [
      'Order',
      { items: [{ nope: 1 }] },
      'items[0].nope: cannot decode message fixture.json.Item from JSON: key "nope" is unknown',
    ],
    ['Order', { extras: { 'a b': { sku: [] } } }, 'extras["a b"].sku: expected a string, got an array'],
    ['Order', { colour: 'PUCE' }, 'colour: cannot decode enum fixture.json.Colour from JSON: "PUCE"'],
    [
      'Modern',
      { int32s: [1, 2, 2147483648] },
      'int32s[2]: expected an integer from -2147483648 to 2147483647, got 2147483648',
    ],
    ['Modern', { byInt32: { x: 1 } }, 'byInt32.x: invalid map key: expected number (int32), got "x"'],
    ['Modern', { byInt32: { '1': 1, '01': 1 } }, 'byInt32["01"]: duplicate map key "01"'],
    ['Modern', { floatValue: 1e39 }, /^floatValue: expected a number within the range of a float/],
    ['Modern', { chosenNumber: 1, chosenText: 'a' }, /^chosenText: oneof set multiple times/],
    ['Modern', { int32Value: 1, int32_value: 2 }, 'int32_value: set multiple times'],
    ['Modern', { bytesValue: '@@' }, 'bytesValue: expected a string of base64, got "@@"'],
    ['Known', { timestamps: ['2020-01-01T00:00:00Z', 'x'] }, /^timestamps\[1\]: .*invalid RFC 3339/],
    ['Known', { durations: { d: 5 } }, /^durations\.d: cannot decode message google\.protobuf\.Duration/],
    ['Known', { mask: 'a_b' }, /^mask: .*lowerCamelCase/],
    [
      'Known',
      { anys: [{}, { '@type': 'x/fixture.json.Item', quantity: 'y' }] },
      /^anys\[1\]\.quantity: expected an integer/,
    ],
    ['Known', { any: { '@type': 'x/fixture.json.Item', nope: 1, sku: 'a' } }, /^any\.nope: .* is unknown$/],
    [
      'Known',
      { any: { '@type': 'x/fixture.json.Gone' } },
      /^any\["@type"\]: .*fixture\.json\.Gone is not in the type registry$/,
    ],
    ['Known', { any: { '@type': 'x/google.protobuf.Duration', value: '5' } }, /^any\.value: cannot decode/],
    ['Known', { any: { '@type': 'x/fixture.json.Legacy', child: { id: 1 } } }, 'any.id: the field is required'],
    ['Legacy', { id: 1, child: { child: { name: 'n' } } }, 'child.id: the field is required'],
    ['Legacy', { id: 1, row: [{}, { cell: 1 }] }, 'row[1].cell: expected a string, got 1'],
    ['Legacy', { id: 1, closed: 8 }, 'closed: expected enum fixture.json.Closed, got 8'],
    [
      'Legacy',
      { id: 1, '[fixture.json.ext_texts]': ['a', 2] },
      '["[fixture.json.ext_texts]"][1]: expected a string, got 2',
    ],
    ['Legacy', { id: 1, '[fixture.json.gone]': 1 }, /^\["\[fixture\.json\.gone\]"\]: .* is unknown$/],
    ['Timestamp', {}, /^cannot decode message google\.protobuf\.Timestamp/],
    ['Order', null, 'cannot decode message fixture.json.Order from JSON: null'],
  ])('%s %j', (type, json, expected) => {
    expect(fixture.refusal(type, json)).toMatch(expected);
  });

  test('a name from outside is escaped and cut', () => {
    const refusal = fixture.refusal('Order', { [`\u001b[31m\n${'x'.repeat(100_000)}`]: 1 });
    expect(refusal).toMatch(/^\["\\u\{1b\}\[31m\\u\{a\}xxx/);
    expect(refusal.length).toBeLessThan(1000);
  });

  test('whatever is wrong with one field, the path begins with it', () => {
    const fields = [
      'int32Value',
      'int64s',
      'child',
      'byString',
      'colour',
      'boolValue',
      'childrenByString',
      'bytesValue',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.jsonValue(), (field, value) => {
        const result = fixture.read('Modern', { stringValue: 'x', child: { children: [{}, { [field]: value }] } });
        const message = result.kind === 'done' ? `child.children[1].${field}` : result.message;
        expect(message.startsWith(`child.children[1].${field}`)).toBe(true);
      }),
    );
  });
});

describe('what is not JSON, or not honest JSON', () => {
  test.each([
    ['nope', /^the payload is not JSON/],
    ['{"id":"a"} x', /^the payload is not JSON/],
    ['\ufeff{}', /^the payload is not JSON/],
    ["{'id':1}", /^the payload is not JSON/],
    ['{"id":NaN}', /^the payload is not JSON/],
    ['{"id":"a","id":"b"}', 'id: the name stands twice'],
    ['{"items":[{},{"sku":"a","price":{},"\\u0073ku":"b"}]}', 'items[1].sku: the name stands twice'],
    ['{"extras":{"a:b{":{},"a:b{":{}}}', 'extras["a:b{"]: the name stands twice'],
    ['{"items":[{"sku":"\\ud83d"}]}', 'items[0].sku: the text holds a lone surrogate'],
    ['{"extras":{"\\ude00":{}}}', 'extras["\\u{de00}"]: the name holds a lone surrogate'],
  ])('%s', (text, expected) => {
    expect(fixture.refusal('Order', text)).toMatch(expected);
  });

  test('UTF-8 that is not well-formed is refused', () => {
    const result = fixture.method('Order').requestToBinary(Buffer.from('7b226964223a22ff227d', 'hex'));
    expect(messageOf(result)).toMatch(/^the payload is not JSON: .*not valid/);
  });

  test('a pair of surrogates in escapes is text like any other', () => {
    expect(fixture.mirror('Order', '{"id":"\\ud83d\\ude00"}')).toEqual({ id: '😀' });
  });

  test.each([
    ['Modern', '{"int64s":["9007199254740993",9007199254740993]}', /^int64s\[1\]: a number beyond 2\^53/],
    [
      'Modern',
      '{"childrenByString":{"a":{"uint64Value":1e19}}}',
      /^childrenByString\.a\.uint64Value: a number beyond 2\^53/,
    ],
    ['Known', '{"int64Values":[1,-9007199254740993]}', /^int64Values\[1\]: a number beyond 2\^53/],
    [
      'Known',
      '{"any":{"@type":"x/google.protobuf.Int64Value","value":9007199254740993}}',
      /^any\.value: a number beyond 2/,
    ],
    ['Legacy', '{"id":1,"[fixture.json.ext_number]":9007199254740993}', /ext_number\]"\]: a number beyond 2\^53/],
    ['Known', '{"struct":{"a":[1e400]}}', 'struct.a[0]: the number is out of range'],
    ['Modern', '{"doubleValue":1e400}', 'doubleValue: the number is out of range'],
  ])('no number reaches the backend as another one: %s %s', (type, text, expected) => {
    expect(fixture.refusal(type, text)).toMatch(expected);
  });

  test('a large number is taken where it is a double', () => {
    expect(fixture.mirror('Modern', '{"doubleValue":9007199254740994,"doubles":[1e300]}')).toEqual({
      doubleValue: 9007199254740994,
      doubles: [1e300],
    });
    expect(fixture.mirror('Known', '{"value":1e300}')).toEqual({ value: 1e300 });
  });

  test('any bytes at all get an answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(['done', 'malformed', 'too-large']).toContain(fixture.method('Known').requestToBinary(bytes).kind);
      }),
    );
  });

  test('a legal text that one byte was changed in gets an answer', () => {
    const text = Buffer.from('{"id":"o","items":[{"sku":"a","price":{"units":"12"}}],"extras":{"x":{"quantity":3}}}');
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(255), (at, byte) => {
        const mutated = Uint8Array.from(text);
        mutated[at] = byte;
        expect(['done', 'malformed']).toContain(fixture.method('Order').requestToBinary(mutated).kind);
      }),
    );
  });
});

describe('limits', () => {
  const nested = (depth: number) => `${'{"child":'.repeat(depth)}{}${'}'.repeat(depth)}`;

  test('100 levels pass and 101 are refused', () => {
    expect(fixture.read('Modern', nested(99)).kind).toBe('done');
    expect(fixture.read('Modern', nested(100))).toMatchObject({ kind: 'too-large', message: /deeper than 100/ });
  });

  test.each(['[', '{"a":', '[{"child":'])('a bomb of %s is refused before it is parsed', (level) => {
    const bomb = level.repeat(Math.floor(1_000_000 / level.length));
    expect(fixture.read('Value', bomb).kind).toBe('too-large');
  });

  test('brackets in strings are not nesting', () => {
    expect(fixture.mirror('Order', { id: `${'['.repeat(500)}"\\` })).toEqual({ id: `${'['.repeat(500)}"\\` });
  });

  test('more bytes than the limit are refused unread', () => {
    const small = new FixtureJson(descriptors, { ...JSON_OPTIONS, maxJsonBytes: 64 });
    expect(small.read('Order', { id: 'x'.repeat(55) }).kind).toBe('done');
    expect(small.read('Order', { id: 'x'.repeat(56) })).toMatchObject({ kind: 'too-large' });
  });

  test('the smallest messages are limited by number', () => {
    const items = (count: number) => `{"items":[${'{},'.repeat(count - 1)}{}]}`;
    expect(fixture.read('Order', items(65_535)).kind).toBe('done');
    expect(fixture.read('Order', items(65_536))).toMatchObject({ kind: 'too-large', message: /65536 are the most/ });
  });
});
