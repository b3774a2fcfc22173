import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadSync, type PackageDefinition, type ServiceDefinition } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { packageRoot } from '../../../src/admin-api/index.ts';

/** What a proto says, in the words of proto-loader: 64-bit numbers as text, enums by name. */
const LOADER_OPTIONS = { longs: String, enums: String, defaults: true, oneofs: true };

/** The types and services of a proto below the checkout's proto/ folder, by full name. */
export function loadProtos(...files: string[]): PackageDefinition {
  return loadSync(files, { ...LOADER_OPTIONS, includeDirs: [join(packageRoot(), 'proto')] });
}

/**
 * Serves one gRPC service with reflection, on a free port of loopback or on the one that `--port` names, and prints
 * the address once it can be called.
 */
export async function serveBackend(name: string, service: string, methods: UntypedServiceImplementation) {
  const definition = loadProtos(`demo/${name}/v1/${name}.proto`)[service];
  if (!isService(definition)) throw new Error(`proto/ has no ${service}`);
  const server = new Server();
  server.addService(definition, methods);
  reflectionOf(name, service).addToServer(server);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${wantedPort()}`, ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  console.log(`127.0.0.1:${port}`);
}

/** Reflection is fed the files as buf compiled them: what proto-loader makes of them is not what generic clients take. */
function reflectionOf(name: string, service: string): ReflectionService {
  const set = fromBinary(FileDescriptorSetSchema, readFileSync(join(packageRoot(), `descriptors/${name}.binpb`)));
  const fileDescriptorProtos = set.file.map((file) => Buffer.from(toBinary(FileDescriptorProtoSchema, file)));
  const format = 'Protocol Buffer 3 EnumDescriptorProto';
  return new ReflectionService({ files: { format, type: {}, fileDescriptorProtos } }, { services: [service] });
}

function wantedPort(): number {
  const at = process.argv.indexOf('--port');
  return at < 0 ? 0 : Number(process.argv[at + 1]);
}

function isService(definition: PackageDefinition[string] | undefined): definition is ServiceDefinition {
  return definition !== undefined && !('format' in definition);
}
