import {
  type DescriptorProto,
  type FieldDescriptorProto,
  FieldDescriptorProto_Type as FieldType,
  FieldDescriptorProto_Label as Label,
} from '@bufbuild/protobuf/wkt';
import { type Findings, quote } from './findings.ts';
import { type IndexedMessage, qualify, type SetIndex } from './set-index.ts';
import type { SymbolTable } from './symbol-table.ts';
import { resolveTypeName } from './type-scope.ts';

const NO_KEYS: ReadonlySet<FieldType> = new Set([
  FieldType.DOUBLE,
  FieldType.FLOAT,
  FieldType.BYTES,
  FieldType.ENUM,
  FieldType.MESSAGE,
  FieldType.GROUP,
]);

/**
 * A map is a repeated field of a message that nobody wrote: `<Field>Entry`, nested beside the field, with a key and a
 * value. A set built by hand may claim to have one anywhere, and code that trusts the claim finds no key in it.
 */
export function checkMapEntries(set: SetIndex, symbols: SymbolTable, findings: Findings): void {
  const entries = new Map(set.messages.filter(isEntry).map((message) => [message.name, message]));
  const used = new Set<string>();
  for (const message of set.messages) {
    for (const field of message.proto.field) {
      const entry = isMessage(field) && entries.get(resolveTypeName(field.typeName, message.name, symbols));
      if (!entry) continue;
      used.add(entry.name);
      checkUse(message, field, entry, findings);
    }
  }
  for (const { file, name, proto, scope } of set.extensions) {
    if (!isMessage(proto) || !entries.has(resolveTypeName(proto.typeName, scope, symbols))) continue;
    findings.add('ILLEGAL_MAP_ENTRY', { file: file.name, symbol: name }, 'An extension cannot be a map');
  }
  const firstValues = new Map(set.enums.map(({ name, proto }) => [name, proto.value[0]?.number]));
  for (const { file, name, proto } of entries.values()) {
    const value = proto.field[1];
    const zeroless =
      value?.type === FieldType.ENUM && firstValues.get(resolveTypeName(value.typeName, name, symbols)) !== 0;
    const form = zeroless ? 'its value is an enum whose first value is not 0' : wrongForm(proto);
    const why = used.has(name) ? form : 'no field is the map that it is for';
    if (why === null) continue;
    findings.add('ILLEGAL_MAP_ENTRY', { file: file.name, symbol: name }, `It cannot be the entry of a map: ${why}`);
  }
}

const isEntry = ({ proto }: IndexedMessage): boolean => proto.options?.mapEntry === true;
const isMessage = ({ type }: FieldDescriptorProto): boolean => type === FieldType.MESSAGE || type === FieldType.GROUP;

function checkUse(
  message: IndexedMessage,
  field: FieldDescriptorProto,
  entry: IndexedMessage,
  findings: Findings,
): void {
  const right =
    field.label === Label.REPEATED &&
    field.type === FieldType.MESSAGE &&
    entry.parent === message &&
    entry.proto.name === entryName(field.name);
  if (right) return;
  const place = { file: message.file.name, symbol: qualify(message.name, field.name) };
  findings.add('ILLEGAL_MAP_ENTRY', place, `The field uses ${quote(entry.name)}, which is not the entry of its map`);
}

function wrongForm(proto: DescriptorProto): string | null {
  const [key, value, ...others] = proto.field;
  if (key === undefined || value === undefined || others.length > 0) return 'it does not have two fields';
  if (key.number !== 1 || key.name !== 'key' || key.label !== Label.OPTIONAL) return 'its first field is not its key';
  if (value.number !== 2 || value.name !== 'value' || value.label !== Label.OPTIONAL) {
    return 'its second field is not its value';
  }
  if (NO_KEYS.has(key.type)) return 'a key cannot have this type';
  if (value.type === FieldType.GROUP) return 'a value cannot be a group';
  const { nestedType, enumType, extension, extensionRange, oneofDecl } = proto;
  const extra = [nestedType, enumType, extension, extensionRange, oneofDecl].some((list) => list.length > 0);
  return extra ? 'it declares more than a key and a value' : null;
}

/** As protoc's `MapEntryName`: the field's name in camel case, its first letter too. */
function entryName(field: string): string {
  return `${field.replaceAll(/(?:^|_)+([a-z0-9A-Z])|_+$/g, (_, letter: string | undefined) => (letter ?? '').toUpperCase())}Entry`;
}
