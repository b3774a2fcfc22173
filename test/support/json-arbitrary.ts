import {
  type DescEnum,
  type DescExtension,
  type DescField,
  type DescMessage,
  type JsonValue,
  ScalarType,
} from '@bufbuild/protobuf';
import { FeatureSet_FieldPresence } from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';

type Json = fc.Arbitrary<JsonValue>;
type Field = DescField | DescExtension;
/** The extensions that may stand in messages. */
type Extensions = readonly DescExtension[];

const MAX_FIELDS = 7;
const MAX_ITEMS = 3;

/** Legal proto3 JSON for a message type, in all the forms that the mapping allows; messages nest `depth` levels. */
export function messageJson(desc: DescMessage, extensions: Extensions, depth: number): Json {
  const known = WELL_KNOWN.get(desc.typeName);
  if (known !== undefined) return known(depth);
  const required = desc.fields.filter((field) => field.presence === FeatureSet_FieldPresence.LEGACY_REQUIRED);
  const all: Field[] = [
    ...desc.fields,
    ...extensions.filter((extension) => extension.extendee.typeName === desc.typeName),
  ];
  const optional = all.filter(
    (field) =>
      field.presence !== FeatureSet_FieldPresence.LEGACY_REQUIRED && (depth > 0 || field.message === undefined),
  );
  return fc
    .subarray(optional, { maxLength: Math.min(MAX_FIELDS, optional.length) })
    .chain((chosen) =>
      fc.tuple(...[...required, ...oneOfEach(chosen)].map((field) => memberJson(field, extensions, depth))),
    )
    .map((members) => Object.fromEntries(members));
}

/** At most one field of each oneof. */
function oneOfEach(fields: readonly Field[]): Field[] {
  return fields.filter(
    (field, index) => field.oneof === undefined || fields.findIndex((other) => other.oneof === field.oneof) === index,
  );
}

function memberJson(field: Field, extensions: Extensions, depth: number): fc.Arbitrary<[string, JsonValue]> {
  const name = field.kind === 'extension' ? fc.constant(field.jsonName) : fc.constantFrom(field.name, field.jsonName);
  return fc.tuple(name, fieldJson(field, extensions, depth));
}

function fieldJson(field: Field, extensions: Extensions, depth: number): Json {
  if (field.fieldKind === 'list') return fc.array(elementJson(field, extensions, depth), { maxLength: MAX_ITEMS });
  if (field.fieldKind !== 'map') return elementJson(field, extensions, depth);
  const entry = fc.tuple(mapKey(field.mapKey), elementJson(field, extensions, depth));
  return fc.array(entry, { maxLength: MAX_ITEMS }).map((entries) => Object.fromEntries(entries));
}

function elementJson(field: Field, extensions: Extensions, depth: number): Json {
  if (field.message !== undefined) return messageJson(field.message, extensions, depth - 1);
  if (field.enum !== undefined) return enumJson(field.enum);
  return scalarJson(field.scalar ?? ScalarType.STRING);
}

function enumJson(desc: DescEnum): Json {
  if (desc.typeName === 'google.protobuf.NullValue') return fc.constant(null);
  const declared = fc.constantFrom(...desc.values.flatMap((value) => [value.name, value.number]));
  return desc.open ? fc.oneof(declared, fc.integer()) : declared;
}

function mapKey(scalar: ScalarType): fc.Arbitrary<string> {
  if (scalar === ScalarType.BOOL) return fc.constantFrom('true', 'false');
  return scalar === ScalarType.STRING ? text() : integer(scalar).map(String);
}

function scalarJson(scalar: ScalarType): Json {
  switch (scalar) {
    case ScalarType.STRING:
      return text();
    case ScalarType.BOOL:
      return fc.boolean();
    case ScalarType.BYTES:
      return bytes();
    case ScalarType.DOUBLE:
      return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), SPECIAL_FLOAT);
    case ScalarType.FLOAT:
      return fc.oneof(fc.float({ noNaN: true, noDefaultInfinity: true }), SPECIAL_FLOAT);
    default:
      // As text always; as a number where a double holds it.
      return fc.tuple(integer(scalar), fc.boolean()).map(([value, asText]) => {
        const number = Number(value);
        return asText || !Number.isSafeInteger(number) ? String(value) : number;
      });
  }
}

const SPECIAL_FLOAT = fc.constantFrom('NaN', 'Infinity', '-Infinity', '1.5e3', '-0.25');

function integer(scalar: ScalarType): fc.Arbitrary<bigint> {
  switch (scalar) {
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return fc.bigInt(0n, 2n ** 32n - 1n);
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return fc.bigInt(0n, 2n ** 64n - 1n);
    case ScalarType.INT64:
    case ScalarType.SINT64:
    case ScalarType.SFIXED64:
      return fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n);
    default:
      return fc.bigInt(-(2n ** 31n), 2n ** 31n - 1n);
  }
}

function text(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('__proto__', 'constructor', '@type', '', '\u2028', '\ufeffx', '😀'),
  );
}

function bytes(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.uint8Array({ maxLength: 20 }), fc.constantFrom<BufferEncoding>('base64', 'base64url'))
    .map(([value, encoding]) => Buffer.from(value).toString(encoding));
}

function seconds(unixSeconds: fc.Arbitrary<number>): fc.Arbitrary<string> {
  return unixSeconds.map((value) => new Date(value * 1000).toISOString().slice(0, 19));
}

const FRACTION = fc.constantFrom('', '.5', '.123', '.000001', '.123456789', '.100000000');

const TIMESTAMP = fc
  .tuple(
    seconds(fc.integer({ min: -62135596800 + 86400, max: 253402300799 - 86400 })),
    FRACTION,
    fc.constantFrom('Z', '+02:00', '-11:30'),
  )
  .map(([date, fraction, zone]) => `${date}${fraction}${zone}`);

const DURATION = fc
  .tuple(fc.constantFrom('', '-'), fc.integer({ min: 0, max: 315576000000 - 1 }), FRACTION)
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction}s`);

const MASK = fc
  .array(fc.constantFrom('a', 'fooBar', 'one.twoThree', 'x1'), { maxLength: 3 })
  .map((paths) => paths.join(','));

const ANY = fc.oneof(
  fc.constant({}),
  DURATION.map((value) => ({ '@type': 'type.googleapis.com/google.protobuf.Duration', value })),
  scalarJson(ScalarType.INT64).map((value) => ({ '@type': 'type.googleapis.com/google.protobuf.Int64Value', value })),
  text().map((value) => ({ '@type': 'type.googleapis.com/fixture.json.Modern', stringValue: value, child: {} })),
  fc.integer().map((id) => ({
    '@type': 'type.googleapis.com/google.protobuf.Any',
    value: { '@type': 'type.googleapis.com/fixture.json.Legacy', id, '[fixture.json.ext_number]': '7' },
  })),
);

/** Any JSON; `fc.jsonValue` would make keys that a set of JavaScript objects cannot tell from a prototype. */
function anyJson(depth: number): Json {
  const leaf: Json = fc.oneof(
    fc.constant(null),
    fc.boolean(),
    text(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  if (depth <= 0) return leaf;
  return fc.oneof(leaf, fc.array(anyJson(depth - 1), { maxLength: 3 }), anyObject(depth));
}

function anyObject(depth: number): Json {
  return fc.array(fc.tuple(text(), anyJson(depth - 1)), { maxLength: 3 }).map((entries) => Object.fromEntries(entries));
}

function wrapper(scalar: ScalarType): () => Json {
  return () => scalarJson(scalar);
}

const WELL_KNOWN: ReadonlyMap<string, (depth: number) => Json> = new Map([
  ['google.protobuf.Timestamp', () => TIMESTAMP],
  ['google.protobuf.Duration', () => DURATION],
  ['google.protobuf.FieldMask', () => MASK],
  ['google.protobuf.Struct', (depth: number) => anyObject(depth + 1)],
  ['google.protobuf.Value', (depth: number) => anyJson(depth + 1)],
  ['google.protobuf.ListValue', (depth: number) => fc.array(anyJson(depth), { maxLength: 3 })],
  ['google.protobuf.Any', () => ANY],
  ['google.protobuf.BoolValue', wrapper(ScalarType.BOOL)],
  ['google.protobuf.BytesValue', wrapper(ScalarType.BYTES)],
  ['google.protobuf.DoubleValue', wrapper(ScalarType.DOUBLE)],
  ['google.protobuf.FloatValue', wrapper(ScalarType.FLOAT)],
  ['google.protobuf.Int32Value', wrapper(ScalarType.INT32)],
  ['google.protobuf.Int64Value', wrapper(ScalarType.INT64)],
  ['google.protobuf.StringValue', wrapper(ScalarType.STRING)],
  ['google.protobuf.UInt32Value', wrapper(ScalarType.UINT32)],
  ['google.protobuf.UInt64Value', wrapper(ScalarType.UINT64)],
]);
