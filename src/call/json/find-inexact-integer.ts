import {
  type DescExtension,
  type DescField,
  type DescMessage,
  type JsonObject,
  type JsonValue,
  type Registry,
  ScalarType,
} from '@bufbuild/protobuf';
import { AnySchema, hasCustomJsonRepresentation, isWrapperDesc } from '@bufbuild/protobuf/wkt';
import type { FieldPath } from './field-path.ts';
import type { Fault } from './transcoded.ts';

const INTEGERS_64: ReadonlySet<ScalarType> = new Set([
  ScalarType.INT64,
  ScalarType.UINT64,
  ScalarType.SINT64,
  ScalarType.FIXED64,
  ScalarType.SFIXED64,
]);

/**
 * The first 64-bit integer that was written as a number beyond 2^53. `JSON.parse` has rounded it by then, and the
 * backend would get another number than the client sent. In a string, such a number is exact.
 *
 * @param value fits `desc`
 */
export function findInexactInteger(
  desc: DescMessage,
  value: JsonValue,
  registry: Registry,
  path: FieldPath | null = null,
): Fault | null {
  if (isWrapperDesc(desc)) return ofScalar(desc.fields[0].scalar, value, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  if (desc.typeName === AnySchema.typeName) return ofAny(value, registry, path);
  if (hasCustomJsonRepresentation(desc)) return null;
  const fields = new Map<string, DescField>();
  for (const field of desc.fields) fields.set(field.name, field).set(field.jsonName, field);
  for (const [key, child] of Object.entries(value)) {
    const field = fields.get(key) ?? registry.getExtension(key.slice(1, -1));
    const fault = field === undefined ? null : ofField(field, child, registry, { parent: path, key });
    if (fault !== null) return fault;
  }
  return null;
}

function ofField(
  field: DescField | DescExtension,
  value: JsonValue,
  registry: Registry,
  path: FieldPath,
): Fault | null {
  if (field.fieldKind !== 'list' && field.fieldKind !== 'map') return ofElement(field, value, registry, path);
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, child] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const fault = ofElement(field, child, registry, { parent: path, key });
    if (fault !== null) return fault;
  }
  return null;
}

function ofElement(
  field: DescField | DescExtension,
  value: JsonValue,
  registry: Registry,
  path: FieldPath,
): Fault | null {
  if (field.message !== undefined) return findInexactInteger(field.message, value, registry, path);
  return field.scalar === undefined ? null : ofScalar(field.scalar, value, path);
}

function ofScalar(scalar: ScalarType, value: JsonValue, path: FieldPath | null): Fault | null {
  if (!INTEGERS_64.has(scalar) || typeof value !== 'number' || Number.isSafeInteger(value)) return null;
  return { path, reason: 'a number beyond 2^53 is not exact in JSON: send it as a string' };
}

function ofAny(json: JsonObject, registry: Registry, path: FieldPath | null): Fault | null {
  const { '@type': url, ...members } = json;
  const desc = typeof url === 'string' ? registry.getMessage(url.slice(url.lastIndexOf('/') + 1)) : undefined;
  if (desc === undefined) return null;
  if (!hasCustomJsonRepresentation(desc)) return findInexactInteger(desc, members, registry, path);
  return findInexactInteger(desc, members['value'] ?? null, registry, { parent: path, key: 'value' });
}
