import {
  type FileDescriptorProto,
  MethodOptions_IdempotencyLevel as Level,
  type MethodDescriptorProto,
} from '@bufbuild/protobuf/wkt';
import type { Idempotency, MethodKind, ServiceSummary } from './registration.ts';

/** The services that a set declares, by name: what the binary path of a call needs of them. */
export function summariseServices(files: readonly FileDescriptorProto[]): readonly ServiceSummary[] {
  const services: ServiceSummary[] = [];
  for (const file of files) {
    for (const service of file.service) {
      const name = file.package === '' ? service.name : `${file.package}.${service.name}`;
      const methods = service.method.map((method) => {
        return { name: method.name, kind: kindOf(method), idempotency: idempotencyOf(method) };
      });
      services.push({ name, methods });
    }
  }
  return services.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf({ clientStreaming, serverStreaming }: MethodDescriptorProto): MethodKind {
  if (clientStreaming) return serverStreaming ? 'bidirectional' : 'client-streaming';
  return serverStreaming ? 'server-streaming' : 'unary';
}

function idempotencyOf({ options }: MethodDescriptorProto): Idempotency {
  switch (options?.idempotencyLevel) {
    case Level.NO_SIDE_EFFECTS:
      return 'no-side-effects';
    case Level.IDEMPOTENT:
      return 'idempotent';
    default:
      return 'unknown';
  }
}
