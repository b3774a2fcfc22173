import {
  type DescField,
  type DescMessage,
  fromBinary,
  isMessage,
  type Message,
  type Registry,
  toJson,
} from '@bufbuild/protobuf';
import { isReflectMessage, type ReflectMessage, reflect } from '@bufbuild/protobuf/reflect';
import { type Any, AnySchema, FeatureSet_FieldPresence, hasCustomJsonRepresentation } from '@bufbuild/protobuf/wkt';
import type { FieldPath } from './field-path.ts';
import { type Fault, reasonOf } from './transcoded.ts';

/**
 * Where a message cannot be written as JSON, or as protobuf: a required field that is not set, or a well-known type
 * whose value has no JSON. Null where there is no such place.
 */
export function locateMessageFault(
  desc: DescMessage,
  message: Message,
  registry: Registry,
  path: FieldPath | null = null,
): Fault | null {
  if (isMessage(message, AnySchema)) return faultOfAny(message, registry, path);
  if (hasCustomJsonRepresentation(desc)) return faultOfWellKnown(desc, message, path);
  const reflected = reflect(desc, message);
  for (const field of desc.fields) {
    const place = { parent: path, key: field.jsonName };
    if (reflected.isSet(field)) {
      const fault = faultOfField(reflected, field, registry, place);
      if (fault !== null) return fault;
    } else if (field.presence === FeatureSet_FieldPresence.LEGACY_REQUIRED) {
      return { path: place, reason: 'the field is required' };
    }
  }
  return null;
}

function faultOfField(message: ReflectMessage, field: DescField, registry: Registry, path: FieldPath): Fault | null {
  if (field.message === undefined) return null;
  switch (field.fieldKind) {
    case 'message':
      return faultOfValue(message.get(field), registry, path);
    case 'list':
      return firstFault(message.get(field).entries(), registry, path);
    case 'map':
      return firstFault(message.get(field).entries(), registry, path);
  }
}

function firstFault(entries: Iterable<[unknown, unknown]>, registry: Registry, path: FieldPath): Fault | null {
  for (const [key, value] of entries) {
    const place = { parent: path, key: typeof key === 'number' ? key : String(key) };
    const fault = faultOfValue(value, registry, place);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOfValue(value: unknown, registry: Registry, path: FieldPath): Fault | null {
  return isReflectMessage(value) ? locateMessageFault(value.desc, value.message, registry, path) : null;
}

function faultOfWellKnown(desc: DescMessage, message: Message, path: FieldPath | null): Fault | null {
  try {
    toJson(desc, message);
    return null;
  } catch (error) {
    return { path, reason: reasonOf(error) };
  }
}

function faultOfAny(any: Any, registry: Registry, path: FieldPath | null): Fault | null {
  if (any.typeUrl === '') return null;
  const desc = registry.getMessage(any.typeUrl.slice(any.typeUrl.lastIndexOf('/') + 1));
  if (desc === undefined) return { path, reason: `${any.typeUrl} is not in the backend’s descriptor set` };
  try {
    return locateMessageFault(desc, fromBinary(desc, any.value), registry, path);
  } catch (error) {
    return { path, reason: reasonOf(error) };
  }
}
