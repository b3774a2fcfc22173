import { join } from 'node:path';
import { loadSync } from '@grpc/proto-loader';
import { LOADER_OPTIONS } from './definitions.ts';
import type { ServerReflectionDefinition } from './generated/grpc/reflection/v1/ServerReflection.ts';
import { packageRoot } from './package-root.ts';

export type ReflectionMethod = ServerReflectionDefinition['ServerReflectionInfo'];

/** The one method of server reflection. v1alpha has the same messages under another path. */
export function reflectionMethod(): ReflectionMethod {
  const file = 'grpc/reflection/v1/reflection.proto';
  const all = loadSync(file, { ...LOADER_OPTIONS, includeDirs: [join(packageRoot(), 'proto')] });
  const service: unknown = all['grpc.reflection.v1.ServerReflection'];
  if (!isServerReflection(service)) throw new Error(`${file} does not define ServerReflection: is the package whole?`);
  return service.ServerReflectionInfo;
}

function isServerReflection(found: unknown): found is ServerReflectionDefinition {
  return typeof found === 'object' && found !== null && 'ServerReflectionInfo' in found;
}
