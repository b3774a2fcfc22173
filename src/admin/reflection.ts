import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type { EnumTypeDefinition } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { packageRoot } from '../admin-api/index.ts';

const FILE_FIELD = 1;

/**
 * Server reflection for the admin API, v1 and v1alpha. It is fed the files as buf compiled them: what proto-loader
 * makes of the same protos is merged by package, and generic clients do not take it.
 */
export function reflectionService(services: readonly string[]): ReflectionService {
  const set = readFileSync(join(packageRoot(), 'descriptors', 'trunkline.binpb'));
  const files: EnumTypeDefinition = {
    format: 'Protocol Buffer 3 EnumDescriptorProto',
    type: {},
    fileDescriptorProtos: filesOf(set),
  };
  return new ReflectionService({ files }, { services: [...services] });
}

/** The bytes of each file of a FileDescriptorSet. */
function filesOf(set: Uint8Array): Buffer[] {
  const reader = new BinaryReader(set);
  const files: Buffer[] = [];
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === FILE_FIELD && wireType === WireType.LengthDelimited) files.push(Buffer.from(reader.bytes()));
    else reader.skip(wireType);
  }
  return files;
}
