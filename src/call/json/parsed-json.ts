import type { JsonValue } from '@bufbuild/protobuf';
import type { FieldPath } from './field-path.ts';
import type { Fault } from './transcoded.ts';

const LONE_SURROGATE = /\p{Cs}/u;

/** How many members all objects of a parsed text have: fewer than the text names where a name stood twice. */
export function countMembers(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countMembers(item);
    return count;
  }
  for (const child of Object.values(value)) count += 1 + countMembers(child);
  return count;
}

/** The first name or text that holds half of a surrogate pair, which UTF-8 cannot carry. */
export function findLoneSurrogate(value: JsonValue, path: FieldPath | null = null): Fault | null {
  if (typeof value === 'string')
    return LONE_SURROGATE.test(value) ? { path, reason: 'the text holds a lone surrogate' } : null;
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const fault = findLoneSurrogate(item, { parent: path, key: index });
      if (fault !== null) return fault;
    }
    return null;
  }
  for (const [key, child] of Object.entries(value)) {
    const place = { parent: path, key };
    if (LONE_SURROGATE.test(key)) return { path: place, reason: 'the name holds a lone surrogate' };
    const fault = findLoneSurrogate(child, place);
    if (fault !== null) return fault;
  }
  return null;
}
