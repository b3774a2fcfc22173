import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  FixtureJson,
  fixtureDescriptors,
  JSON_OPTIONS,
  messageOf,
  parse,
} from '../../../support/json-fixture.ts';

const descriptors = fixtureDescriptors();
const fixture = new FixtureJson(descriptors);

/** One length-delimited field. */
function field(number: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([varint(number * 8 + 2), varint(content.length), content]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.from([...bytes, rest]);
}

function nested(depth: number, wrap: (inner: Uint8Array) => Uint8Array): Uint8Array {
  let bytes: Uint8Array = new Uint8Array(0);
  for (let level = 0; level < depth; level++) bytes = wrap(bytes);
  return bytes;
}

const anyOf = (type: string) => (inner: Uint8Array) =>
  Buffer.concat([field(1, Buffer.from(`x/${type}`)), field(2, inner)]);

describe('canonical JSON', () => {
  test('a response is printed compactly, with its fields in order of their numbers', () => {
    const request = fixture.read('Order', { extras: {}, customer: '7', id: 'o' });
    const json = fixture.method('Order').responseToJson(bytesOf(request));
    expect(Buffer.from(bytesOf(json)).toString()).toBe('{"id":"o","customer":"7"}');
  });

  test('a field that the descriptors do not have is left out', () => {
    expect(parse(fixture.print('Order', '0a016f9a0a0378797a'))).toEqual({ id: 'o' });
  });

  test('default values are printed where the setting asks for it', () => {
    const emitting = new FixtureJson(descriptors, { ...JSON_OPTIONS, emitDefaults: true });
    expect(emitting.mirror('Order', { items: [{}] })).toEqual({
      id: '',
      customer: '0',
      colour: 'COLOUR_UNSPECIFIED',
      items: [{ sku: '', quantity: 0 }],
      extras: {},
    });
  });

  test('the result is a copy: the response may be overwritten', () => {
    const binary = Buffer.from('0a03616263', 'hex');
    const json = fixture.method('Order').responseToJson(binary);
    binary.fill(0);
    expect(parse(json)).toEqual({ id: 'abc' });
  });
});

describe('a response that is not what its descriptors say', () => {
  test.each([
    ['08', 'id: has wire type 0, where the descriptor says 2'],
    ['0a0561', 'id: a length goes beyond the message'],
    ['10ffffffffffffffffffffff01', 'customer: a number is cut off'],
    ['1080', 'customer: a number is cut off'],
    ['22020a05', 'items.sku: a length goes beyond the message'],
    ['22041a021080', 'items.price.units: a number is cut off'],
    ['2a040a016b12', 'extras.value: a length goes beyond the message'],
    ['00', 'a field has no legal tag'],
    ['ffffffffffff01', 'a field has no legal tag'],
    ['0b', 'id: has wire type 3, where the descriptor says 2'],
    ['93060a', 'a length goes beyond the message'],
    ['9306', 'a group does not end'],
    ['0c', 'a group ends that never began'],
    ['0f', 'id: has wire type 7, where the descriptor says 2'],
    ['0a01ff', /not valid/],
  ])('%s is refused', (hex, expected) => {
    expect(fixture.print('Order', hex).kind).toBe('malformed');
    expect(messageOf(fixture.print('Order', hex))).toMatch(expected);
  });

  test.each([
    [
      'Known',
      '3a120a10782f666978747572652e6a736f6e2e47',
      /^any: x\/fixture\.json\.G is not in the backend’s descriptor set$/,
    ],
    ['Known', 'aa0100', /^values\[0\]: google\.protobuf\.Value must have a value$/],
    ['Known', '120a08ffffffffffffffff7f', /^duration: .*out of range/],
    ['Legacy', '08014a00', 'child.id: the field is required'],
  ])('%s %s has no JSON', (type, hex, expected) => {
    expect(messageOf(fixture.print(type, hex))).toMatch(expected);
  });

  test('any bytes at all get an answer', () => {
    const methods = ['Modern', 'Known', 'Legacy', 'Edition', 'Names', 'Bare'].map((type) => fixture.method(type));
    fc.assert(
      fc.property(fc.constantFrom(...methods), fc.uint8Array({ maxLength: 48 }), (method, bytes) => {
        expect(['done', 'malformed', 'too-large']).toContain(method.responseToJson(bytes).kind);
      }),
      { numRuns: 2000 },
    );
  });

  test('a message of the right type that one byte was changed in gets an answer', () => {
    const binary = bytesOf(
      fixture.read('Legacy', {
        id: 1,
        inner: { depth: 2, legacy: { id: 3 } },
        packedNumbers: [1, 300],
        row: [{ cell: 'x' }],
        '[fixture.json.ext_legacy]': { id: 4, '[fixture.json.ext_texts]': ['a'] },
      }),
    );
    fc.assert(
      fc.property(fc.nat(binary.length - 1), fc.nat(255), (at, byte) => {
        const mutated = Uint8Array.from(binary);
        mutated[at] = byte;
        expect(['done', 'malformed']).toContain(fixture.method('Legacy').responseToJson(mutated).kind);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('limits', () => {
  const CHILD = 17;
  const EXTENSION = 102;
  const ID = Uint8Array.from([8, 1]);

  test.each([
    ['messages', 'Modern', (inner: Uint8Array) => field(CHILD, inner)],
    ['extensions', 'Legacy', (inner: Uint8Array) => Buffer.concat([ID, field(EXTENSION, inner)])],
    [
      'groups',
      'Legacy',
      (inner: Uint8Array) =>
        Buffer.concat([Uint8Array.from([0x3b, 0x12]), varint(inner.length), inner, Uint8Array.from([0x3c])]),
    ],
  ])('%s nest up to 100 levels', (_, type, wrap) => {
    expect(fixture.method(type).responseToJson(nested(30_000, wrap))).toMatchObject({ kind: 'too-large' });
    expect(fixture.method(type).responseToJson(nested(101, wrap)).kind).toBe('too-large');
  });

  test('messages within Anys count as nesting, however they are mixed', () => {
    const bomb = nested(10_000, anyOf('google.protobuf.Any'));
    expect(fixture.method('Known').responseToJson(field(7, bomb)).kind).toBe('too-large');
    const mixed = nested(5_000, (inner) => anyOf('fixture.json.Known')(field(7, inner)));
    expect(fixture.method('Known').responseToJson(field(7, mixed)).kind).toBe('too-large');
    const deep = nested(40, (inner) => anyOf('fixture.json.Known')(field(7, inner)));
    expect(fixture.method('Known').responseToJson(field(7, deep)).kind).toBe('done');
  });

  test('unknown groups nest up to 100 levels', () => {
    const bomb = Buffer.concat([Buffer.alloc(100_000, 0x9b), Buffer.alloc(100_000, 0x9c)]);
    expect(fixture.method('Order').responseToJson(bomb).kind).not.toBe('done');
    const groups = (depth: number) => Buffer.from(`${'ab06'.repeat(depth)}${'ac06'.repeat(depth)}`, 'hex');
    expect(fixture.method('Order').responseToJson(groups(99)).kind).toBe('done');
    expect(fixture.method('Order').responseToJson(groups(100)).kind).toBe('too-large');
  });

  test('a response of very many empty messages is refused before it is decoded', () => {
    const items = (count: number) => Buffer.from('2200'.repeat(count), 'hex');
    expect(fixture.method('Order').responseToJson(items(65_535)).kind).toBe('done');
    expect(fixture.method('Order').responseToJson(items(65_536))).toMatchObject({ kind: 'too-large' });
  });

  test('a response whose bytes, or whose JSON, are over the limit is refused', () => {
    const small = new FixtureJson(descriptors, { ...JSON_OPTIONS, maxJsonBytes: 256 });
    const packedBools = (count: number) => field(35, Buffer.alloc(count, 1));
    expect(small.method('Modern').responseToJson(packedBools(40)).kind).toBe('done');
    expect(small.method('Modern').responseToJson(packedBools(100))).toMatchObject({ kind: 'too-large' });
    expect(small.method('Modern').responseToJson(packedBools(300))).toMatchObject({ kind: 'too-large' });
    expect(small.method('Modern').responseToJson(field(14, Buffer.from('é'.repeat(121))))).toMatchObject({
      kind: 'too-large',
    });
  });
});
