import type { JsonValue } from '@bufbuild/protobuf';
import type { FieldPath } from './field-path.ts';
import type { Fault } from './transcoded.ts';

/** The first number that no double holds, such as 1e400. Where a field takes an infinity, it is written as a string. */
export function findInfiniteNumber(value: JsonValue, path: FieldPath | null = null): Fault | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : { path, reason: 'the number is out of range' };
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, child] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const fault = findInfiniteNumber(child, { parent: path, key });
    if (fault !== null) return fault;
  }
  return null;
}
