import type { FieldPath } from './field-path.ts';
import type { Fault } from './transcoded.ts';

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]/gsu;

type Open =
  | {
      readonly kind: 'object';
      readonly path: FieldPath | null;
      readonly names: Set<string>;
      name: string;
      next: 'name' | 'value';
    }
  | { readonly kind: 'array'; readonly path: FieldPath | null; index: number };

/**
 * The first name that stands twice in one object. `JSON.parse` keeps the last and says nothing; whatever looked at the
 * call before may have gone by the first. `text` must be legal JSON.
 */
export function findDuplicateName(text: string): Fault | null {
  const stack: Open[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    const inner = stack.at(-1);
    if (token === '{') {
      stack.push({ kind: 'object', path: place(inner), names: new Set(), name: '', next: 'name' });
    } else if (token === '[') {
      stack.push({ kind: 'array', path: place(inner), index: 0 });
    } else if (token === '}' || token === ']') {
      stack.pop();
    } else if (token === ',') {
      if (inner?.kind === 'array') inner.index++;
      if (inner?.kind === 'object') inner.next = 'name';
    } else if (inner?.kind === 'object' && inner.next === 'name') {
      inner.name = JSON.parse(token);
      inner.next = 'value';
      if (inner.names.has(inner.name)) return { path: place(inner), reason: 'the name stands twice' };
      inner.names.add(inner.name);
    }
  }
  return null;
}

function place(inner: Open | undefined): FieldPath | null {
  if (inner === undefined) return null;
  return { parent: inner.path, key: inner.kind === 'array' ? inner.index : inner.name };
}
