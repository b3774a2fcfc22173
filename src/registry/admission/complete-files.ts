import { protoCamelCase } from '@bufbuild/protobuf/reflect';
import type { FieldDescriptorProto, FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import type { SetIndex } from './set-index.ts';
import type { SymbolTable } from './symbol-table.ts';
import { resolveTypeName } from './type-scope.ts';

/**
 * Writes into the decoded files what compilers may leave out and @bufbuild/protobuf needs: every field's name in JSON
 * (the descriptors that C++ and Python serve by reflection have none), and full type names (protobufjs writes them
 * relative to where they stand).
 */
export function completeFiles(set: SetIndex, symbols: SymbolTable): readonly FileDescriptorProto[] {
  const absolute = (name: string, scope: string): string =>
    name === '' || name.startsWith('.') ? name : `.${resolveTypeName(name, scope, symbols)}`;
  const complete = (field: FieldDescriptorProto, scope: string): void => {
    if (field.jsonName === '') field.jsonName = protoCamelCase(field.name);
    if (field.typeName !== '') field.typeName = absolute(field.typeName, scope);
  };
  for (const { name, proto } of set.messages) {
    for (const field of proto.field) complete(field, name);
  }
  for (const { proto, scope } of set.extensions) {
    complete(proto, scope);
    proto.extendee = absolute(proto.extendee, scope);
  }
  for (const { name, proto } of set.services) {
    for (const method of proto.method) {
      method.inputType = absolute(method.inputType, name);
      method.outputType = absolute(method.outputType, name);
    }
  }
  return set.files;
}
