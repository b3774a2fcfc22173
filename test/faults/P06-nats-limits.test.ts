import { describe, expect, it } from 'vitest';
import { AdminError } from '../../src/admin-api/index.ts';
import { STATUS } from '../../src/status/index.ts';
import { NatsCluster, NatsServer } from '../support/nats-server.ts';
import { NotifyGround } from '../support/notify-ground.ts';
import { waitFor } from '../support/wait-for.ts';

describe('P6', () => {
  it('a payload that NATS does not take is refused with INVALID_ARGUMENT before it is published', async () => {
    const nats = await NatsServer.start();
    const ground = await NotifyGround.open(1, nats.url, ['--notify-max-payload-bytes', '4194304']);
    try {
      for (const atLeastOnce of [true, false]) {
        const request = { user: 'ada', target: 'user', content: 'payload', atLeastOnce } as const;
        const tooLarge = ground.publish(0, { ...request, payload: Buffer.alloc(1024 * 1024) });
        const error = await tooLarge.catch((cause: unknown) => cause);
        expect(error instanceof AdminError ? error.code : 0).toBe(STATUS.INVALID_ARGUMENT);
        const { stored, notOnline } = await ground.publish(0, { ...request, payload: Buffer.alloc(1000 * 1024) });
        expect(stored + notOnline).toBe(1);
      }
    } finally {
      await ground[Symbol.asyncDispose]();
      await nats[Symbol.asyncDispose]();
    }
  });

  it('a server of a cluster that goes away in good order (lame duck) takes nothing with it', async () => {
    const cluster = await NatsCluster.start();
    const ground = await NotifyGround.open(2, cluster.url, ['--nats-replicas', '3']);
    try {
      const client = await ground.login('ada');
      const seen: string[] = [];
      client.on('test', (_, { id }) => {
        seen.push(id);
      });
      const confirmed: string[] = [];
      const storeNext = async () => {
        const id = `n-${confirmed.length}`;
        const published = await ground
          .publish(1, { user: 'ada', target: 'user', id, atLeastOnce: true })
          .catch(() => null);
        if (published !== null) confirmed.push(id);
        return published !== null;
      };
      await waitFor('it can be stored', storeNext, 30_000);
      for (let count = 0; count < 10; count++) await storeNext();
      const [leaving] = cluster.servers;
      process.kill(leaving?.pid ?? 0, 'SIGUSR2');
      for (let count = 0; count < 10; count++) await waitFor('it can be stored again', storeNext, 30_000);
      await waitFor('all that was confirmed is there', () => confirmed.every((id) => seen.includes(id)), 30_000);
      expect(seen).toEqual(confirmed);
    } finally {
      await ground[Symbol.asyncDispose]();
      await cluster[Symbol.asyncDispose]();
    }
  });
});
