import type { SymbolTable } from '../admission/symbol-table.ts';
import { resolveTypeName } from '../admission/type-scope.ts';

/** Words that a parser would take for something else than the name of a type. */
const KEYWORDS = new Set(
  (
    'double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes group map ' +
    'optional required repeated oneof message enum extend extensions reserved option returns stream rpc export local'
  ).split(' '),
);

/** Writes type names as a person would: those of the own package as short as they still mean the same, others in full. */
export class TypeNames {
  readonly #symbols: SymbolTable;

  constructor(symbols: SymbolTable) {
    this.#symbols = symbols;
  }

  /** `typeName` is a full name with a leading dot; `scope` the full name of what it is written in. */
  short(typeName: string, scope: string): string {
    const parts = typeName.slice(1).split('.');
    const around = scope.split('.');
    const different = parts.findIndex((part, index) => part !== around[index]);
    const shared = different === -1 ? parts.length - 1 : different;
    for (let from = shared; !this.#isPackage(parts.slice(0, from + 1).join('.')) && from >= 0; from--) {
      const candidate = parts.slice(from).join('.');
      if (this.#means(candidate, typeName.slice(1), scope)) return candidate;
    }
    return this.full(typeName.slice(1), scope);
  }

  /** A full name as it is, with a leading dot where something in scope would hide it. */
  full(name: string, scope: string): string {
    return this.#means(name, name, scope) ? name : `.${name}`;
  }

  #means(candidate: string, name: string, scope: string): boolean {
    if (KEYWORDS.has(candidate.split('.', 1)[0] ?? '')) return false;
    return resolveTypeName(candidate, scope, this.#symbols) === name;
  }

  #isPackage(name: string): boolean {
    return this.#symbols.get(name)?.kind === 'package';
  }
}
