import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import { type Findings, quote } from './findings.ts';
import { qualify, type SetIndex } from './set-index.ts';

export type SymbolKind =
  | 'package'
  | 'message'
  | 'field'
  | 'oneof'
  | 'enum'
  | 'enum value'
  | 'extension'
  | 'service'
  | 'method';

export interface SymbolEntry {
  readonly kind: SymbolKind;
  /** The file that declares it; for a package, the first that does. */
  readonly file: FileDescriptorProto;
}

/** Every full name of a set and what it stands for. */
export type SymbolTable = ReadonlyMap<string, SymbolEntry>;

/** Names all symbols. One name stands for one thing, but for packages, which many files may share. */
export function buildSymbolTable(set: SetIndex, findings: Findings): SymbolTable {
  const symbols = new Map<string, SymbolEntry>();

  function declare(kind: SymbolKind, name: string, file: FileDescriptorProto): void {
    const first = symbols.get(name);
    if (first === undefined) {
      symbols.set(name, { kind, file });
      return;
    }
    if (kind === 'package' && first.kind === 'package') return;
    const where = first.file === file ? 'in the same file' : `in ${quote(first.file.name)}`;
    const message = `${quote(name)} is declared as ${article(kind)} and, ${where}, as ${article(first.kind)}`;
    findings.add('DUPLICATE_SYMBOL', { file: file.name, symbol: name }, message);
  }

  for (const file of set.files) {
    for (const name of prefixes(file.package)) declare('package', name, file);
  }
  for (const { name, file, proto } of set.messages) {
    declare('message', name, file);
    for (const field of proto.field) declare('field', qualify(name, field.name), file);
    for (const oneof of proto.oneofDecl) declare('oneof', qualify(name, oneof.name), file);
  }
  for (const { name, file, proto, scope } of set.enums) {
    declare('enum', name, file);
    for (const value of proto.value) declare('enum value', qualify(scope, value.name), file);
  }
  for (const { name, file } of set.extensions) declare('extension', name, file);
  for (const { name, file, proto } of set.services) {
    declare('service', name, file);
    for (const method of proto.method) declare('method', qualify(name, method.name), file);
  }
  return symbols;
}

/** `a`, `a.b`, `a.b.c` of `a.b.c`. */
function prefixes(packageName: string): readonly string[] {
  if (packageName === '') return [];
  const parts = packageName.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

const article = (kind: SymbolKind): string => (/^[aeo]/.test(kind) ? `an ${kind}` : `a ${kind}`);
