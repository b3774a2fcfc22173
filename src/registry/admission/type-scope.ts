import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import type { SymbolEntry, SymbolKind, SymbolTable } from './symbol-table.ts';

/** What a name may be looked up within. */
const AGGREGATES: ReadonlySet<SymbolKind> = new Set<SymbolKind>(['package', 'message', 'enum', 'service']);

/**
 * The full name that a type reference means, whether or not such a symbol exists. With a leading dot, as protoc and buf
 * write it, it is one already. Without, the innermost scope that knows its first part decides, as in C++ and in
 * protoc's `DescriptorBuilder::LookupSymbol`.
 */
export function resolveTypeName(reference: string, scope: string, symbols: SymbolTable): string {
  if (reference.startsWith('.')) return reference.slice(1);
  const dot = reference.indexOf('.');
  const first = dot === -1 ? reference : reference.slice(0, dot);
  for (let around = scope; around !== ''; around = around.slice(0, Math.max(0, around.lastIndexOf('.')))) {
    const found = symbols.get(`${around}.${first}`);
    if (found === undefined) continue;
    if (dot === -1 || AGGREGATES.has(found.kind)) return `${around}.${reference}`;
  }
  return reference;
}

/** Which files of a set a file may use: itself, what it imports, and what those import publicly. */
export class Visibility {
  readonly #byName: ReadonlyMap<string, FileDescriptorProto>;
  readonly #public = new Map<FileDescriptorProto, readonly FileDescriptorProto[]>();
  #from: FileDescriptorProto | null = null;
  #visible: ReadonlySet<FileDescriptorProto> = new Set();

  /** `ordered`: each file after all that it imports. */
  constructor(ordered: readonly FileDescriptorProto[]) {
    this.#byName = new Map(ordered.map((file) => [file.name, file]));
    for (const file of ordered) this.#public.set(file, this.#publicImports(file));
  }

  /** Asking for one file after the other is cheap; each change of `from` costs its imports. */
  isVisible(from: FileDescriptorProto, symbol: SymbolEntry): boolean {
    if (this.#from !== from) {
      this.#from = from;
      const imported = from.dependency.flatMap((name) => this.#byName.get(name) ?? []);
      this.#visible = new Set([from, ...imported.flatMap((file) => [file, ...(this.#public.get(file) ?? [])])]);
    }
    return this.#visible.has(symbol.file);
  }

  #publicImports(file: FileDescriptorProto): readonly FileDescriptorProto[] {
    const all = new Set<FileDescriptorProto>();
    for (const index of file.publicDependency) {
      const imported = this.#byName.get(file.dependency[index] ?? '');
      if (imported === undefined) continue;
      all.add(imported);
      for (const further of this.#public.get(imported) ?? []) all.add(further);
    }
    return [...all];
  }
}
