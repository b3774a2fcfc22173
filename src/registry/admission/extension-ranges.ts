import { type DescriptorProto, FieldDescriptorProto_Label as Label } from '@bufbuild/protobuf/wkt';
import { type Findings, quote } from './findings.ts';
import type { SetIndex } from './set-index.ts';
import type { SymbolTable } from './symbol-table.ts';
import { resolveTypeName } from './type-scope.ts';

/** Extensions: in a range that the extended message declares, each number used once, none of them required. */
export function checkExtensions(set: SetIndex, symbols: SymbolTable, findings: Findings): void {
  const messages = new Map(set.messages.map(({ name, proto }) => [name, new ExtensionRanges(proto)]));
  const seen = new Map<string, string>();
  for (const { file, name, proto, scope } of set.extensions) {
    const place = { file: file.name, symbol: name };
    if (proto.label === Label.REQUIRED) findings.add('ILLEGAL_EXTENSION', place, 'An extension cannot be required');
    const extendee = resolveTypeName(proto.extendee, scope, symbols);
    const extended = messages.get(extendee);
    // That it is defined is checked with all other types.
    if (extended === undefined) continue;
    if (!extended.has(proto.number)) {
      const message = `Number ${proto.number} is in no extension range of ${quote(extendee)}`;
      findings.add('ILLEGAL_EXTENSION', place, message);
    }
    const key = `${extendee}:${proto.number}`;
    const first = seen.get(key);
    if (first !== undefined) {
      const message = `Number ${proto.number} of ${quote(extendee)} belongs to ${quote(first)} already`;
      findings.add('DUPLICATE_FIELD_NUMBER', place, message);
    }
    seen.set(key, first ?? name);
  }
}

/** The extension ranges of one message, sorted when first asked: ranges and extensions may both be many. */
class ExtensionRanges {
  readonly #message: DescriptorProto;
  #sorted: readonly { readonly start: number; readonly end: number }[] | null = null;

  constructor(message: DescriptorProto) {
    this.#message = message;
  }

  /** Ranges that overlap are refused elsewhere, so the last one that begins at or before `number` decides. */
  has(number: number): boolean {
    this.#sorted ??= this.#message.extensionRange.toSorted((a, b) => a.start - b.start);
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle]?.start ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return number < (this.#sorted[low - 1]?.end ?? 0);
  }
}
