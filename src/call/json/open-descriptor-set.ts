import { clearField, create, createFileRegistry, type FileRegistry, fromBinary } from '@bufbuild/protobuf';
import { protoCamelCase } from '@bufbuild/protobuf/reflect';
import {
  type DescriptorProto,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';
import { DescriptorSetError } from './descriptor-set-error.ts';
import { orderByImport } from './order-by-import.ts';
import { assignOwnLocalNames } from './own-local-names.ts';
import { reasonOf } from './transcoded.ts';
import { WELL_KNOWN_FILES } from './well-known-files.ts';

/**
 * Reads a `FileDescriptorSet` and compiles it. The bytes are as a team uploaded them: files may be in any order, stand
 * twice, or lack JSON names, as those of a server's reflection do. The well-known types are there in any case.
 *
 * @throws DescriptorSetError
 */
export function openDescriptorSet(bytes: Uint8Array): FileRegistry {
  try {
    const files = new Map([...WELL_KNOWN_FILES.values()].map((file) => [file.proto.name, file.proto]));
    for (const file of fromBinary(FileDescriptorSetSchema, bytes).file) {
      if (files.has(file.name)) continue;
      prepare(file);
      files.set(file.name, file);
    }
    const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: orderByImport(files) }));
    assignOwnLocalNames(registry);
    return registry;
  } catch (error) {
    if (error instanceof DescriptorSetError) throw error;
    throw new DescriptorSetError(`the descriptor set cannot be compiled: ${reasonOf(error)}`, { cause: error });
  }
}

function prepare(file: FileDescriptorProto): void {
  // Comments and positions: half of a set's memory, and no use here.
  clearField(file, FileDescriptorProtoSchema.field.sourceCodeInfo);
  for (const message of file.messageType) fillJsonNames(message);
}

function fillJsonNames(message: DescriptorProto): void {
  for (const field of message.field) {
    if (field.jsonName === '') field.jsonName = protoCamelCase(field.name);
  }
  for (const nested of message.nestedType) fillJsonNames(nested);
}
