import type {
  DescriptorProto,
  EnumDescriptorProto,
  FieldDescriptorProto,
  FileDescriptorProto,
  ServiceDescriptorProto,
} from '@bufbuild/protobuf/wkt';

export interface IndexedMessage {
  readonly file: FileDescriptorProto;
  /** Full name, without a leading dot. */
  readonly name: string;
  readonly proto: DescriptorProto;
  readonly parent: IndexedMessage | null;
}

export interface IndexedEnum {
  readonly file: FileDescriptorProto;
  readonly name: string;
  readonly proto: EnumDescriptorProto;
  /** Full name of the message or package around it; its values stand there. */
  readonly scope: string;
}

export interface IndexedExtension {
  readonly file: FileDescriptorProto;
  readonly name: string;
  readonly proto: FieldDescriptorProto;
  readonly scope: string;
}

export interface IndexedService {
  readonly file: FileDescriptorProto;
  readonly name: string;
  readonly proto: ServiceDescriptorProto;
}

/** All that is declared in a set, each with its full name. */
export interface SetIndex {
  readonly files: readonly FileDescriptorProto[];
  readonly messages: readonly IndexedMessage[];
  readonly enums: readonly IndexedEnum[];
  readonly extensions: readonly IndexedExtension[];
  readonly services: readonly IndexedService[];
}

/** Lists the declarations of all files. The nesting of messages is bounded by the scan, so it may recurse. */
export function indexSet(files: readonly FileDescriptorProto[]): SetIndex {
  const messages: IndexedMessage[] = [];
  const enums: IndexedEnum[] = [];
  const extensions: IndexedExtension[] = [];
  const services: IndexedService[] = [];

  function addScope(file: FileDescriptorProto, scope: string, declared: DescriptorProto | FileDescriptorProto): void {
    for (const proto of declared.enumType) enums.push({ file, name: qualify(scope, proto.name), proto, scope });
    for (const proto of declared.extension) extensions.push({ file, name: qualify(scope, proto.name), proto, scope });
  }
  function addMessage(file: FileDescriptorProto, scope: string, proto: DescriptorProto, parent: IndexedMessage | null) {
    const message: IndexedMessage = { file, name: qualify(scope, proto.name), proto, parent };
    messages.push(message);
    addScope(file, message.name, proto);
    for (const nested of proto.nestedType) addMessage(file, message.name, nested, message);
  }

  for (const file of files) {
    addScope(file, file.package, file);
    for (const proto of file.messageType) addMessage(file, file.package, proto, null);
    for (const proto of file.service) services.push({ file, name: qualify(file.package, proto.name), proto });
  }
  return { files, messages, enums, extensions, services };
}

/** The full name of something within a package or message. */
export function qualify(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}
