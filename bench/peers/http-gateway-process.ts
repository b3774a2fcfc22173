// An HTTP/JSON gateway as people write it today: a route of fastify that calls a generated client of @grpc/grpc-js.
import { join } from 'node:path';
import { credentials, loadPackageDefinition, type ServiceClientConstructor } from '@grpc/grpc-js';
import { load } from '@grpc/proto-loader';
import fastify from 'fastify';
import { ECHO, ECHO_PATH } from '../echo-payload.ts';

const PROTO = join(import.meta.dirname, '../../../bench/proto');
const TIMEOUT_MS = 10_000;

const definition = await load('trunkline/bench/v1/echo.proto', {
  includeDirs: [PROTO],
  keepCase: false,
  longs: String,
});
const Echo = serviceOf(loadPackageDefinition(definition), ECHO.service.split('.'));
const client = new Echo(process.argv[2] ?? '', credentials.createInsecure());

const server = fastify({ logger: false });
server.post<{ Body: { body: string } }>(ECHO_PATH, async ({ body }) => {
  const answer = await new Promise<{ body: Buffer }>((resolve, reject) => {
    const deadline = Date.now() + TIMEOUT_MS;
    client[ECHO.method]?.(
      { body: Buffer.from(body.body, 'base64') },
      { deadline },
      (error: unknown, reply: { body: Buffer }) => (error === null ? resolve(reply) : reject(error)),
    );
  });
  return { body: answer.body.toString('base64') };
});
console.log(await server.listen({ host: '127.0.0.1', port: 0 }));
process.on('SIGTERM', () => process.exit(0));

function serviceOf(root: object, path: readonly string[]): ServiceClientConstructor {
  let found: unknown = root;
  for (const part of path)
    found =
      typeof found === 'object' && found !== null
        ? Object.entries(found).find(([name]) => name === part)?.[1]
        : undefined;
  if (!isConstructor(found)) throw new Error(`no service ${path.join('.')}`);
  return found;
}

function isConstructor(value: unknown): value is ServiceClientConstructor {
  return typeof value === 'function';
}
