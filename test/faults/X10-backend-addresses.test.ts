import { once } from 'node:events';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAD_DESCRIPTORS, BadBackend } from '../support/bad-backend.ts';
import { badCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

const UNAVAILABLE = 14;
const LOOPBACK = /127\.0\.0\.1|localhost/;

/** A peer that is no gRPC server: what it does with a connection. */
async function listen(serve: (socket: net.Socket) => void): Promise<{ address: string } & AsyncDisposable> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.resume();
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('not bound');
  return {
    address: `127.0.0.1:${bound.port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

describe.each(['native', 'grpc-js'])('X10, with the %s engine', (engine) => {
  let ground: FaultGround;
  beforeAll(async () => {
    ground = await FaultGround.open([], {
      TRUNKLINE_UPSTREAM_ENGINE: engine,
      // One test waits for it; all others must connect in it, on a busy machine, too.
      TRUNKLINE_UPSTREAM_CONNECT_TIMEOUT_MS: '1500',
    });
  });
  afterAll(() => ground[Symbol.asyncDispose]());

  /** Calls the bad backend at `address` on a fresh session, and holds that only the log says where it is. */
  async function expectSecret(address: string, method: string): Promise<void> {
    await ground.survives(async () => {
      await ground.register('bad', BAD_DESCRIPTORS, address);
      const logged = ground.gateway.log.length;
      const client = await ground.login();
      client.request(1, badCall(method));
      const answer = await client.response(1);
      expect(answer).toMatchObject({ status: UNAVAILABLE, failure: { origin: 'GATEWAY' } });
      const told = JSON.stringify([answer, ...client.frames], (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      );
      expect(told).not.toMatch(LOOPBACK);
      expect(told).not.toContain(address.slice(address.indexOf(':') + 1));
      await waitFor('the log to name the endpoint', () =>
        ground.gateway.log
          .slice(logged)
          .some((line) => line.includes('endpoint of a backend') && line.includes(address)),
      );
      client.destroy();
      await ground.register('bad', BAD_DESCRIPTORS, ground.bad.address);
    });
  }

  it('a client is not told where a backend is that nobody listens for; the log is', async () => {
    const gone = await listen(() => {});
    await gone[Symbol.asyncDispose]();
    await expectSecret(gone.address, 'Good');
  });

  it('a client is not told where a backend is that does not greet; the log is', async () => {
    await using silent = await listen(() => {});
    await expectSecret(silent.address, 'Good');
  });

  it('a client is not told where a backend is that hangs up; the log is', async () => {
    await using rude = await listen((socket) => socket.destroy());
    await expectSecret(rude.address, 'Good');
  });

  it('a client is not told where a backend is that drops its connection within a call; the log is', async () => {
    const bad = await BadBackend.start();
    await expectSecret(bad.address, 'DropsConnection');
    await bad.stop();
  });
});
