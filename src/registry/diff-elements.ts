import { protoCamelCase } from '@bufbuild/protobuf/reflect';
import {
  type FieldDescriptorProto,
  FieldDescriptorProto_Type as FieldType,
  type FileDescriptorProto,
  FieldDescriptorProto_Label as Label,
  MethodOptions_IdempotencyLevel as Level,
  type MethodDescriptorProto,
} from '@bufbuild/protobuf/wkt';
import { findOneofIndex } from './admission/oneofs.ts';
import { type IndexedMessage, indexSet, qualify } from './admission/set-index.ts';

/** One declaration of a set, in a form that can be compared. */
export interface SetElement {
  /** `message`, `field`, `enum`, `enum value`, `extension`, `service` or `method`. */
  readonly kind: string;
  /** What it says, in one line: two elements of a name are the same where this is. */
  readonly text: string;
  /** Full name of what it is declared in; empty at the top of a file. */
  readonly parent: string;
}

/** All declarations of a set by full name, but for messages that only stand for a map. */
export function setElements(files: readonly FileDescriptorProto[]): ReadonlyMap<string, SetElement> {
  const { messages, enums, extensions, services } = indexSet(files);
  const elements = new Map<string, SetElement>();
  const maps = new Map<string, IndexedMessage>();
  for (const message of messages) {
    if (message.proto.options?.mapEntry === true) maps.set(`.${message.name}`, message);
  }
  for (const message of messages) {
    const { name, proto, parent } = message;
    if (maps.has(`.${name}`)) continue;
    elements.set(name, { kind: 'message', text: mark('message', proto.options), parent: parent?.name ?? '' });
    for (const field of proto.field) {
      const oneof = field.proto3Optional ? null : findOneofIndex(field);
      const within = oneof === null ? '' : ` in oneof ${proto.oneofDecl[oneof]?.name}`;
      const text = `${fieldText(field, maps)}${within}`;
      elements.set(qualify(name, field.name), { kind: 'field', text, parent: name });
    }
  }
  for (const { name, proto, scope } of enums) {
    elements.set(name, { kind: 'enum', text: mark('enum', proto.options), parent: scope });
    for (const value of proto.value) {
      // By its enum: as C++ has it, the value stands beside the enum, where nobody looks for it.
      const text = mark(`number ${value.number}`, value.options);
      elements.set(qualify(name, value.name), { kind: 'enum value', text, parent: name });
    }
  }
  for (const { name, proto, scope } of extensions) {
    const text = `${fieldText(proto, maps)} of ${proto.extendee.slice(1)}`;
    elements.set(name, { kind: 'extension', text, parent: scope });
  }
  for (const { name, proto } of services) {
    elements.set(name, { kind: 'service', text: mark('service', proto.options), parent: '' });
    for (const method of proto.method) {
      elements.set(qualify(name, method.name), { kind: 'method', text: methodText(method), parent: name });
    }
  }
  return elements;
}

function fieldText(field: FieldDescriptorProto, maps: ReadonlyMap<string, IndexedMessage>): string {
  const [key, value] = maps.get(field.typeName)?.proto.field ?? [];
  const repeated = field.label === Label.REPEATED ? 'repeated ' : field.label === Label.REQUIRED ? 'required ' : '';
  const label = field.proto3Optional ? 'optional ' : repeated;
  const type = key && value ? `map<${typeText(key)}, ${typeText(value)}>` : `${label}${typeText(field)}`;
  const json = field.jsonName === protoCamelCase(field.name) || field.extendee !== '' ? '' : `, json ${field.jsonName}`;
  const byDefault = field.defaultValue === '' ? '' : `, default ${field.defaultValue}`;
  return mark(`${type} = ${field.number}${json}${byDefault}`, field.options);
}

function typeText({ type, typeName }: FieldDescriptorProto): string {
  return typeName === '' ? FieldType[type].toLowerCase() : typeName.slice(1);
}

function methodText(method: MethodDescriptorProto): string {
  const input = `${method.clientStreaming ? 'stream ' : ''}${method.inputType.slice(1)}`;
  const output = `${method.serverStreaming ? 'stream ' : ''}${method.outputType.slice(1)}`;
  const level = method.options?.idempotencyLevel ?? Level.IDEMPOTENCY_UNKNOWN;
  const idempotency = level === Level.IDEMPOTENCY_UNKNOWN ? '' : `, ${Level[level].toLowerCase()}`;
  return mark(`(${input}) returns (${output})${idempotency}`, method.options);
}

function mark(text: string, options: { readonly deprecated: boolean } | undefined): string {
  return options?.deprecated === true ? `${text}, deprecated` : text;
}
