import { type DescField, type DescOneof, type JsonObject, ScalarType } from '@bufbuild/protobuf';
import { isFieldError } from '@bufbuild/protobuf/reflect';
import { reasonOf } from './transcoded.ts';
import type { WatchedRead } from './watched-json.ts';

const INT32 = 'an integer from -2147483648 to 2147483647';
const UINT32 = 'an integer from 0 to 4294967295';
const INT64 = 'an integer of 64 bits';
const UINT64 = 'an integer of 64 bits that is not negative';

const EXPECTED: Readonly<Record<ScalarType, string>> = {
  [ScalarType.DOUBLE]: 'a number, "NaN", "Infinity" or "-Infinity"',
  [ScalarType.FLOAT]: 'a number within the range of a float, "NaN", "Infinity" or "-Infinity"',
  [ScalarType.INT32]: INT32,
  [ScalarType.SINT32]: INT32,
  [ScalarType.SFIXED32]: INT32,
  [ScalarType.UINT32]: UINT32,
  [ScalarType.FIXED32]: UINT32,
  [ScalarType.INT64]: INT64,
  [ScalarType.SINT64]: INT64,
  [ScalarType.SFIXED64]: INT64,
  [ScalarType.UINT64]: UINT64,
  [ScalarType.FIXED64]: UINT64,
  [ScalarType.BOOL]: 'true or false',
  [ScalarType.STRING]: 'a string',
  [ScalarType.BYTES]: 'a string of base64',
};

/** What a person should read of an error of the library, given what it read last before it threw. */
export function explainFieldError(error: unknown, read: WatchedRead): string {
  const cause = error instanceof Error && isFieldError(error.cause) ? error.cause : null;
  if (cause === null) return reasonOf(error);
  const expected = expectedScalar(cause.field(), read);
  return expected === null ? cause.message : `expected ${expected}, got ${summary(read.value)}`;
}

/** The library says "bigint (int64)", after its own types. Null where the scalar's type is not what is wrong. */
function expectedScalar(field: DescField | DescOneof, read: WatchedRead): string | null {
  if (field.kind === 'oneof' || field.scalar === undefined || read.value === null) return null;
  const isItem = field.fieldKind === 'list' && typeof read.path?.key === 'number';
  const isAlone = field.fieldKind === 'scalar' && !isSetTwice(field, read.object);
  return isItem || isAlone ? EXPECTED[field.scalar] : null;
}

function isSetTwice(field: DescField, object: JsonObject | null): boolean {
  return (
    object !== null &&
    field.name !== field.jsonName &&
    Object.hasOwn(object, field.name) &&
    Object.hasOwn(object, field.jsonName)
  );
}

function summary(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return JSON.stringify(value);
}
