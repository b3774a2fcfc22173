import {
  type FieldDescriptorProto,
  FieldDescriptorProto_Type as FieldType,
  type FileDescriptorProto,
} from '@bufbuild/protobuf/wkt';
import { type Findings, quote } from './findings.ts';
import { qualify, type SetIndex } from './set-index.ts';
import type { SymbolKind, SymbolTable } from './symbol-table.ts';
import { resolveTypeName, Visibility } from './type-scope.ts';

interface Reference {
  readonly file: FileDescriptorProto;
  /** Who refers, by full name. */
  readonly symbol: string;
  readonly scope: string;
  readonly typeName: string;
  readonly kind: SymbolKind;
}

/** Every type that is named must exist, be visible from the file, and be of the kind that is needed there. */
export function checkTypes(set: SetIndex, symbols: SymbolTable, findings: Findings): void {
  const visibility = new Visibility(set.files);
  for (const reference of references(set)) {
    const { file, symbol, scope, typeName, kind } = reference;
    const name = resolveTypeName(typeName, scope, symbols);
    const found = symbols.get(name);
    const place = { file: file.name, symbol };
    if (found === undefined) {
      findings.add('UNRESOLVED_TYPE', place, `${quote(typeName)} is not defined`);
    } else if (found.kind !== kind) {
      findings.add('UNRESOLVED_TYPE', place, `${quote(typeName)} is no ${kind}, but of kind ${found.kind}`);
    } else if (!visibility.isVisible(file, found)) {
      const message = `${quote(typeName)} is defined in ${quote(found.file.name)}, which is not imported`;
      findings.add('UNRESOLVED_TYPE', place, message);
    }
  }
}

/** All type references of a set, file by file within each kind of declaration. */
function* references(set: SetIndex): Generator<Reference> {
  for (const { file, name, proto } of set.messages) {
    for (const field of proto.field) {
      const kind = neededKind(field);
      if (kind === null) continue;
      yield { file, symbol: qualify(name, field.name), scope: name, typeName: field.typeName, kind };
    }
  }
  for (const { file, name, proto, scope } of set.extensions) {
    yield { file, symbol: name, scope, typeName: proto.extendee, kind: 'message' };
    const kind = neededKind(proto);
    if (kind !== null) yield { file, symbol: name, scope, typeName: proto.typeName, kind };
  }
  for (const { file, name, proto } of set.services) {
    for (const method of proto.method) {
      const symbol = qualify(name, method.name);
      yield { file, symbol, scope: name, typeName: method.inputType, kind: 'message' };
      yield { file, symbol, scope: name, typeName: method.outputType, kind: 'message' };
    }
  }
}

/** What a field's type must be; null for a scalar. */
function neededKind(field: FieldDescriptorProto): 'message' | 'enum' | null {
  switch (field.type) {
    case FieldType.MESSAGE:
    case FieldType.GROUP:
      return 'message';
    case FieldType.ENUM:
      return 'enum';
    default:
      return null;
  }
}
