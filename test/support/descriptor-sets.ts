import { create, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import {
  type DescriptorProtoSchema,
  type EnumDescriptorProtoSchema,
  type FieldDescriptorProtoSchema,
  FieldDescriptorProto_Type as FieldType,
  type FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  FieldDescriptorProto_Label as Label,
  type ServiceDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';

export type FileInit = MessageInitShape<typeof FileDescriptorProtoSchema>;
export type MessageInit = MessageInitShape<typeof DescriptorProtoSchema>;
export type FieldInit = MessageInitShape<typeof FieldDescriptorProtoSchema>;
export type EnumInit = MessageInitShape<typeof EnumDescriptorProtoSchema>;
export type ServiceInit = MessageInitShape<typeof ServiceDescriptorProtoSchema>;

export { FieldType, Label };

/** The bytes of a FileDescriptorSet, as no compiler would write it. */
export function setOf(...files: readonly FileInit[]): Uint8Array {
  return toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: [...files] }));
}

/** A proto3 file of package `t`. */
export function file(name: string, parts: Omit<FileInit, '$typeName'> = {}): FileInit {
  return { name, package: 't', syntax: 'proto3', ...parts };
}

/** The same in proto2. */
export function file2(name: string, parts: Omit<FileInit, '$typeName'> = {}): FileInit {
  return file(name, { ...parts, syntax: 'proto2' });
}

export function message(
  name: string,
  field: readonly FieldInit[] = [],
  parts: Omit<MessageInit, '$typeName'> = {},
): MessageInit {
  return { name, field: [...field], ...parts };
}

/** An optional string, unless `parts` say otherwise. */
export function field(name: string, number: number, parts: Omit<FieldInit, '$typeName'> = {}): FieldInit {
  return { name, number, type: FieldType.STRING, label: Label.OPTIONAL, ...parts };
}

export function messageField(
  name: string,
  number: number,
  typeName: string,
  parts: Omit<FieldInit, '$typeName'> = {},
): FieldInit {
  return field(name, number, { type: FieldType.MESSAGE, typeName, ...parts });
}

export function enumField(name: string, number: number, typeName: string): FieldInit {
  return field(name, number, { type: FieldType.ENUM, typeName });
}

export function enumOf(
  name: string,
  values: Readonly<Record<string, number>>,
  parts: Omit<EnumInit, '$typeName'> = {},
): EnumInit {
  return { name, value: Object.entries(values).map(([value, number]) => ({ name: value, number })), ...parts };
}

/** A service whose unary methods all have the same types. */
export function service(
  name: string,
  methods: readonly string[],
  inputType: string,
  outputType = inputType,
): ServiceInit {
  return { name, method: methods.map((method) => ({ name: method, inputType, outputType })) };
}

/** A set that passes: one service with one method, in a package of its own. */
export function plainSet(
  packageName = 't',
  methods: readonly string[] = ['Get'],
  fields: readonly FieldInit[] = [field('id', 1)],
): Uint8Array {
  const type = `.${packageName}.Thing`;
  return setOf(
    file(`${packageName}.proto`, {
      package: packageName,
      messageType: [message('Thing', fields)],
      service: [service('ThingService', methods, type)],
    }),
  );
}

/** `depth` messages, each nested in the one before. */
export function nestedMessages(depth: number): MessageInit {
  let inner = message('M', [field('f', 1, { options: { deprecated: true } })]);
  for (let level = 1; level < depth; level++) inner = message('M', [], { nestedType: [inner] });
  return inner;
}
