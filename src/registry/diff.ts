import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import { setElements } from './diff-elements.ts';

export type ChangeKind = 'added' | 'removed' | 'changed';

/** One symbol that differs between two descriptor sets. */
export interface Change {
  readonly kind: ChangeKind;
  /** Full name. */
  readonly symbol: string;
  /** What changed, in a few words. */
  readonly detail: string;
}

/**
 * What differs between two sets, by symbol. Where something came or went as a whole, what is declared within it is not
 * listed again. In which file a symbol stands is no difference: nobody who calls it can tell.
 */
export function diffSets(
  before: readonly FileDescriptorProto[],
  after: readonly FileDescriptorProto[],
): readonly Change[] {
  const old = setElements(before);
  const now = setElements(after);
  const changes: Change[] = [];
  for (const [symbol, element] of now) {
    const was = old.get(symbol);
    if (was === undefined) {
      if (!(now.has(element.parent) && !old.has(element.parent))) changes.push(change('added', symbol, element));
    } else if (was.kind !== element.kind) {
      changes.push({ kind: 'changed', symbol, detail: `${was.kind} -> ${element.kind}` });
    } else if (was.text !== element.text) {
      changes.push({ kind: 'changed', symbol, detail: `${element.kind}: ${was.text} -> ${element.text}` });
    }
  }
  for (const [symbol, element] of old) {
    if (now.has(symbol) || (old.has(element.parent) && !now.has(element.parent))) continue;
    changes.push(change('removed', symbol, element));
  }
  return changes.sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

function change(kind: ChangeKind, symbol: string, { kind: what, text }: { kind: string; text: string }): Change {
  return { kind, symbol, detail: text.startsWith(what) ? text : `${what}: ${text}` };
}
