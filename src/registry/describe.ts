import type { CompiledSets } from './compiled-sets.ts';
import type { MethodTable } from './method-table.ts';
import type { SymbolKind } from './proto-source/proto-source.ts';
import type { BackendRecord, Revision } from './registration.ts';

/** A symbol as proto source. */
export interface Description {
  /** Full name; a method's is SERVICE.METHOD. */
  readonly symbol: string;
  readonly kind: SymbolKind;
  /** The backend whose registration it is from. */
  readonly backend: string;
  /** Its file within the descriptor set. */
  readonly file: string;
  /** Proto source, with comments where the set has them. */
  readonly source: string;
}

/** The description of `symbol`, from the set of the backend that serves it or else of the first that has it. */
export async function describeSymbol(
  symbol: string,
  methods: MethodTable,
  live: readonly { readonly record: BackendRecord; readonly revision: Revision }[],
  compiled: CompiledSets,
): Promise<Description | undefined> {
  const name = symbol.replace('/', '.').replace(/^\./, '');
  const owner = (methods.findService(name) ?? methods.findService(name.slice(0, name.lastIndexOf('.'))))?.backend;
  const ownerFirst = [
    ...live.filter(({ record }) => record.name === owner),
    ...live.filter(({ record }) => record.name !== owner),
  ];
  for (const { record, revision } of ownerFirst) {
    const set = await compiled.get(revision.descriptorHash);
    const found = set.describe(name);
    if (found !== undefined) return { symbol: name, backend: record.name, ...found };
  }
  return undefined;
}
