import type { JsonValue } from '@bufbuild/protobuf';
import type { FieldPath } from './field-path.ts';
import type { Fault } from './transcoded.ts';

const LONE_SURROGATE = /\p{Cs}/u;

/** The first name or text that holds half of a surrogate pair, which UTF-8 cannot carry. */
export function findLoneSurrogate(value: JsonValue, path: FieldPath | null = null): Fault | null {
  if (typeof value === 'string' && LONE_SURROGATE.test(value))
    return { path, reason: 'the text holds a lone surrogate' };
  if (typeof value !== 'object' || value === null) return null;
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, child] of entries) {
    const place = { parent: path, key };
    if (typeof key === 'string' && LONE_SURROGATE.test(key)) {
      return { path: place, reason: 'the name holds a lone surrogate' };
    }
    const fault = findLoneSurrogate(child, place);
    if (fault !== null) return fault;
  }
  return null;
}
