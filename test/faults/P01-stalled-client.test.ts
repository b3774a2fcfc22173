import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultGround } from '../support/fault-ground.ts';
import { publish } from '../support/publish.ts';
import { waitFor } from '../support/wait-for.ts';

const MEBIBYTE = 1024 * 1024;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('P1', () => {
  it('a client that does not read is cut off with 4402 once 1 MiB waits, and finds what was stored when it comes back', async () => {
    const admin = ground.gateway.addresses.admin;
    await ground.survives(
      async () => {
        const client = await ground.connect();
        client.hello({ token: 'ada' });
        const welcome = await client.frame({ kind: 'welcome' });
        if (welcome.kind !== 'welcome') throw new Error('no welcome');
        const { sessionId, resumeToken } = welcome.body;
        client.socket.pause();
        await publish(admin, { user: 'ada', target: 'user', id: 'kept', atLeastOnce: true });
        const payload = Buffer.alloc(MEBIBYTE / 2);
        const push = () => publish(admin, { user: 'ada', target: 'user', content: 'payload', payload });
        await waitFor('it is cut off', async () => (await push()).notOnline === 1, 30_000);
        client.socket.resume();
        expect(await client.goAway()).toMatchObject({ code: 4402, reconnect: true });
        const next = await ground.connect();
        next.hello({ token: 'ada', resume: { sessionId, resumeToken, lastOffset: 0, lastSeq: 0, attempt: 0 } });
        const kept = await next.frame({ kind: 'notify' });
        expect(kept).toMatchObject({ body: { id: 'kept' } });
        next.send({ kind: 'notifyReply', seq: kept.seq, body: { status: 0, message: '', payload: new Uint8Array(0) } });
        await waitFor(
          'it is let go of',
          async () => (await ground.metric('trunkline_notifications_stored_bytes')) === 0,
        );
        next.destroy();
        client.destroy();
      },
      { trunkline_slow_consumers_total: 1 },
    );
  });
});
