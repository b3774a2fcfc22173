import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { type handleBidiStreamingCall, Server, ServerCredentials } from '@grpc/grpc-js';
import { describe, expect, test } from 'vitest';
import { packageRoot, type ReflectionMethod, reflectionMethod } from '../../../src/admin-api/index.ts';
import { descriptorsFromReflection } from '../../../src/cli/descriptors-from-reflection.ts';
import { Failure } from '../../../src/cli/failure.ts';
import { startAdmin } from '../../support/admin-server.ts';

type Asked = Parameters<ReflectionMethod['requestDeserialize']>[0] extends Buffer
  ? ReturnType<ReflectionMethod['requestDeserialize']>
  : never;
type Answer = Parameters<ReflectionMethod['responseSerialize']>[0];

/** A reflection server that answers each question as it is told to; null: not at all. */
async function reflecting(version: string, answer: (asked: Asked) => Answer | null) {
  const server = new Server();
  const method = reflectionMethod();
  const path = `/${version}.ServerReflection/ServerReflectionInfo`;
  const handle: handleBidiStreamingCall<Asked, Answer> = (stream) => {
    stream.on('data', (asked: Asked) => {
      const said = answer(asked);
      if (said !== null) stream.write(said);
    });
    stream.on('end', () => stream.end());
    stream.on('error', () => {});
  };
  server.addService({ ServerReflectionInfo: { ...method, path } }, { ServerReflectionInfo: handle });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { address: `127.0.0.1:${port}`, [Symbol.dispose]: () => server.forceShutdown() };
}

const services = (...names: string[]): Answer => ({
  listServicesResponse: { service: names.map((name) => ({ name })) },
});
const files = (...protos: Uint8Array[]): Answer => ({ fileDescriptorResponse: { fileDescriptorProto: protos } });

function file(name: string, over: { dependency?: string[]; service?: string; padding?: number } = {}): Uint8Array {
  return toBinary(
    FileDescriptorProtoSchema,
    create(FileDescriptorProtoSchema, {
      name,
      dependency: over.dependency ?? [],
      service: over.service === undefined ? [] : [{ name: over.service }],
      package: 'x'.repeat(over.padding ?? 0),
    }),
  );
}

async function failureOf(address: string): Promise<Failure> {
  const error: unknown = await descriptorsFromReflection(address).then(
    () => null,
    (cause: unknown) => cause,
  );
  if (error instanceof Failure) return error;
  throw new Error(`expected a Failure, got ${String(error)}`);
}

describe('descriptors by server reflection', () => {
  test('of our own admin listener are the files that buf compiled', async () => {
    await using admin = await startAdmin();
    const set = fromBinary(FileDescriptorSetSchema, await descriptorsFromReflection(admin.address));
    const compiled = fromBinary(
      FileDescriptorSetSchema,
      readFileSync(join(packageRoot(), 'descriptors', 'trunkline.binpb')),
    );
    expect(set.file.map(({ name }) => name).sort()).toEqual([
      'trunkline/admin/v1/registry.proto',
      'trunkline/admin/v1/session.proto',
    ]);
    for (const { name, messageType } of set.file) {
      expect(messageType).toEqual(compiled.file.find((other) => other.name === name)?.messageType);
    }
  });

  test.each(['grpc.reflection.v1', 'grpc.reflection.v1alpha'])('are had by %s, imports one by one', async (version) => {
    const asked: string[] = [];
    using server = await reflecting(version, ({ messageRequest, fileByFilename, fileContainingSymbol }) => {
      asked.push(fileContainingSymbol ?? fileByFilename ?? 'services');
      if (messageRequest === 'listServices') return services('A', 'grpc.health.v1.Health');
      if (messageRequest === 'fileContainingSymbol')
        return files(file('a.proto', { service: 'A', dependency: ['b.proto'] }));
      return files(file(fileByFilename ?? '', { dependency: fileByFilename === 'b.proto' ? ['c.proto'] : [] }));
    });
    const set = fromBinary(FileDescriptorSetSchema, await descriptorsFromReflection(server.address));
    expect(set.file.map(({ name }) => name)).toEqual(['a.proto', 'b.proto', 'c.proto']);
    expect(asked).toEqual(['services', 'A', 'b.proto', 'c.proto']);
  });

  test('of a chain of imports without an end stop at the cap (D11)', async () => {
    let count = 0;
    using server = await reflecting('grpc.reflection.v1', ({ messageRequest, fileByFilename }) => {
      if (messageRequest === 'listServices') return services('A');
      count++;
      return files(file(fileByFilename ?? '0', { service: 'A', dependency: [`${count}`] }));
    });
    const failure = await failureOf(server.address);
    expect(failure.message).toContain('more than 2000 files');
    expect(count).toBe(2_001);
  });

  test('of gigantic files stop at the cap, and so does one gigantic answer (D11)', async () => {
    const MiB = 1024 * 1024;
    let count = 0;
    using many = await reflecting('grpc.reflection.v1', ({ messageRequest, fileByFilename }) => {
      if (messageRequest === 'listServices') return services('A');
      count++;
      return files(file(fileByFilename ?? '0', { service: 'A', dependency: [`${count}`], padding: 4 * MiB }));
    });
    using one = await reflecting('grpc.reflection.v1', ({ messageRequest }) =>
      messageRequest === 'listServices' ? services('A') : files(file('a', { padding: 20 * MiB })),
    );
    expect((await failureOf(many.address)).message).toContain('16 MiB');
    expect(count).toBe(4);
    expect((await failureOf(one.address)).detail.facts[0]?.[1]).toContain('RESOURCE_EXHAUSTED');
  });

  test('of a server that sends other files than it was asked for are refused (D11)', async () => {
    let count = 0;
    using server = await reflecting('grpc.reflection.v1', ({ messageRequest }) =>
      messageRequest === 'listServices'
        ? services('A')
        : files(file(`other-${count++}`, { service: 'A', dependency: ['wanted.proto'] })),
    );
    expect((await failureOf(server.address)).message).toContain('wanted.proto');
  });

  test('of a server that says nothing end at the deadline (D11)', async () => {
    using server = await reflecting('grpc.reflection.v1', () => null);
    const limits = { timeoutMs: 300, maxBytes: 1024, maxFiles: 10 };
    const startedAt = performance.now();
    await expect(descriptorsFromReflection(server.address, limits)).rejects.toThrow('within 0.3s');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test('that are no descriptors, or errors, are told so', async () => {
    using rubbish = await reflecting('grpc.reflection.v1', ({ messageRequest }) =>
      messageRequest === 'listServices' ? services('A') : files(Uint8Array.of(0xff, 0xff)),
    );
    using refusing = await reflecting('grpc.reflection.v1', ({ messageRequest }) =>
      messageRequest === 'listServices'
        ? services('A')
        : { errorResponse: { errorCode: 5, errorMessage: 'no such symbol' } },
    );
    expect((await failureOf(rubbish.address)).message).toContain('no FileDescriptorProto');
    expect((await failureOf(refusing.address)).detail.facts).toEqual([['cause', 'NOT_FOUND no such symbol']]);
  });

  test('of a server without reflection, or of none at all, are told so', async () => {
    using without = await reflecting('some.other.v1', () => null);
    expect((await failureOf(without.address)).message).toContain('does not offer reflection');
    expect((await failureOf('127.0.0.1:1')).message).toContain('No gRPC server answers');
  });
});
