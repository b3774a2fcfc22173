import { Failure } from './failure.ts';
import { FetchedFiles, type FetchLimits } from './fetched-files.ts';
import type { ReflectionStream } from './reflection-stream.ts';

/** A server that we know nothing of answers: everything that it may cost us is bounded (D11). */
const LIMITS = { timeoutMs: 10_000, maxBytes: 16 * 1024 * 1024, maxFiles: 2_000 };

/** What every server serves besides its own. */
const NOT_ITS_OWN = /^grpc\.(reflection|health|channelz)\./;

const VERSIONS = ['grpc.reflection.v1', 'grpc.reflection.v1alpha'] as const;

/**
 * The descriptors of all services of the gRPC server at `address`, by server reflection: v1, or v1alpha where the
 * server does not have that. What the server says is not checked here; the gateway does.
 */
export async function descriptorsFromReflection(address: string, limits = LIMITS): Promise<Uint8Array> {
  const { openReflection, ReflectionMissing } = await import('./reflection-stream.ts');
  const deadlineAtMs = Date.now() + limits.timeoutMs;
  for (const version of VERSIONS) {
    const stream = openReflection(address, version, { ...limits, deadlineAtMs });
    try {
      return await fetchAll(address, stream, limits);
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

async function fetchAll(address: string, stream: ReflectionStream, limits: FetchLimits): Promise<Uint8Array> {
  const files = new FetchedFiles(limits);
  const services = (await stream.listServices()).filter((name) => !NOT_ITS_OWN.test(name));
  if (services.length === 0) {
    throw new Failure(`The server at ${address} says that it serves nothing.`, {
      remedy: 'See whether it registers its services with its reflection service.',
    });
  }
  if (services.length > limits.maxFiles)
    throw new Failure(`The server at ${address} names ${services.length} services.`);
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
