import { Failure } from './failure.ts';
import { FetchedFiles } from './fetched-files.ts';
import type { ReflectionStream } from './reflection-stream.ts';

/** A server that we know nothing of answers: everything that it may cost us is bounded (D11). */
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_FILES = 2_000;

/** What every server serves besides its own. */
const NOT_ITS_OWN = /^grpc\.(reflection|health|channelz)\./;

const VERSIONS = ['grpc.reflection.v1', 'grpc.reflection.v1alpha'] as const;

/**
 * The descriptors of all services of the gRPC server at `address`, by server reflection: v1, or v1alpha where the
 * server does not have that. What the server says is not checked here; the gateway does.
 */
export async function descriptorsFromReflection(address: string): Promise<Uint8Array> {
  const { openReflection, ReflectionMissing } = await import('./reflection-stream.ts');
  const deadlineAtMs = Date.now() + TIMEOUT_MS;
  for (const version of VERSIONS) {
    const stream = openReflection(address, version, { deadlineAtMs, maxBytes: MAX_BYTES });
    try {
      return await fetchAll(address, stream);
    } catch (error) {
      if (!(error instanceof ReflectionMissing)) throw error;
    } finally {
      stream.close();
    }
  }
  throw new Failure(`The server at ${address} does not offer reflection.`, {
    remedy: 'Use --descriptors or --proto, or add the reflection service to the server.',
  });
}

async function fetchAll(address: string, stream: ReflectionStream): Promise<Uint8Array> {
  const files = new FetchedFiles({ maxBytes: MAX_BYTES, maxFiles: MAX_FILES });
  const services = (await stream.listServices()).filter((name) => !NOT_ITS_OWN.test(name));
  if (services.length === 0) {
    throw new Failure(`The server at ${address} says that it serves nothing.`, {
      remedy: 'See whether it registers its services with its reflection service.',
    });
  }
  if (services.length > MAX_FILES) throw new Failure(`The server at ${address} names ${services.length} services.`);
  for (const service of services) {
    if (!files.define(service)) files.add(await stream.filesFor({ fileContainingSymbol: service }));
  }
  for (let missing = files.missing(); missing !== null; missing = files.missing()) {
    files.add(await stream.filesFor({ fileByFilename: missing }));
    if (!files.has(missing)) {
      throw new Failure(`The server at ${address} was asked for ${missing}, which it imports, and sent other files.`);
    }
  }
  return files.asDescriptorSet();
}
