import { printable } from './printable.ts';

/** Where a value stands: the key or index within its parent, and the parent's own place. The root is null. */
export interface FieldPath {
  readonly parent: FieldPath | null;
  readonly key: string | number;
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const MAX_KEY_LENGTH = 64;
const MAX_PATH_LENGTH = 400;

/** `items[2].labels["a b"]`. Long keys, and the front of a long path, are cut. */
export function formatPath(path: FieldPath | null): string {
  let text = '';
  for (let at = path; at !== null; at = at.parent) {
    if (text.length > MAX_PATH_LENGTH) return `…${text}`;
    text = `${formatKey(at.key, at.parent === null)}${text}`;
  }
  return text;
}

function formatKey(key: string | number, first: boolean): string {
  if (typeof key === 'number') return `[${key}]`;
  if (key.length > MAX_KEY_LENGTH || !IDENTIFIER.test(key)) return `["${printable(key, MAX_KEY_LENGTH)}"]`;
  return first ? key : `.${key}`;
}
