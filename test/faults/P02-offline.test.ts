import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notify } from '../../src/wire/index.ts';
import { FaultGround } from '../support/fault-ground.ts';
import { publish } from '../support/publish.ts';
import type { RawClient } from '../support/raw-client.ts';
import { waitFor } from '../support/wait-for.ts';

const CAP = 5;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--notify-max-per-user', `${CAP}`]);
});
afterAll(() => ground[Symbol.asyncDispose]());

const to = (user: string, request: Parameters<typeof publish>[1] = {}) =>
  publish(ground.gateway.addresses.admin, { user, target: 'user', ...request });

async function take(client: RawClient): Promise<Notify> {
  const frame = await client.frame({ kind: 'notify' });
  if (frame.kind !== 'notify') throw new Error('no notify');
  client.send({ kind: 'notifyReply', seq: frame.seq, body: { status: 0, message: '', payload: new Uint8Array(0) } });
  return frame.body;
}

const isEmpty = async () => (await ground.metric('trunkline_notifications_stored_bytes')) === 0;

describe('P2', () => {
  it('a user who is not there: the answer says not online, or stored, exactly', async () => {
    await ground.survives(async () => {
      expect(await to('nobody')).toMatchObject({ notOnline: 1, stored: 0, delivered: 0 });
      const kept = await to('bob', { atLeastOnce: true });
      expect(kept).toMatchObject({ notOnline: 0, stored: 1, targets: [{ outcome: 'TARGET_OUTCOME_STORED' }] });
      const client = await ground.login({ token: 'bob' });
      expect(await take(client)).toMatchObject({ id: kept.id, offset: kept.targets[0]?.offset });
      await waitFor('it is let go of', isEmpty);
      client.destroy();
    });
  });

  it('what is beyond the cap of a user is dropped, the oldest first, and the client is told which offsets', async () => {
    await ground.survives(
      async () => {
        const offsets: number[] = [];
        for (let count = 0; count < CAP + 3; count++) {
          offsets.push((await to('ada', { atLeastOnce: true })).targets[0]?.offset ?? 0);
        }
        const client = await ground.login({ token: 'ada' });
        const gap = await take(client);
        expect([gap.type, JSON.parse(Buffer.from(gap.payload).toString())]).toEqual([
          'trunkline.gap',
          { from: offsets[0], to: offsets[CAP - 2] },
        ]);
        for (const offset of offsets.slice(CAP - 1)) expect((await take(client)).offset).toBe(offset);
        await waitFor('all are let go of', isEmpty);
        client.destroy();
      },
      { trunkline_notifications_dropped_total: CAP - 1 },
    );
  });

  it('what has outlived its time is dropped, and the client is told which offset', async () => {
    await ground.survives(
      async () => {
        const short = await to('eve', { atLeastOnce: true, ttlMs: 50 });
        const long = await to('eve', { atLeastOnce: true });
        await new Promise((resolve) => setTimeout(resolve, 60));
        const client = await ground.login({ token: 'eve' });
        const offset = short.targets[0]?.offset;
        expect(JSON.parse(Buffer.from((await take(client)).payload).toString())).toEqual({ from: offset, to: offset });
        expect((await take(client)).id).toBe(long.id);
        await waitFor('all are let go of', isEmpty);
        client.destroy();
      },
      { trunkline_notifications_dropped_total: 1 },
    );
  });
});
