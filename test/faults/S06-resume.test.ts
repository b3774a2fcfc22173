import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notify } from '../../src/wire/index.ts';
import { FaultGround } from '../support/fault-ground.ts';
import { publish } from '../support/publish.ts';
import type { RawClient } from '../support/raw-client.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

const store = (user: string, id: string) =>
  publish(ground.gateway.addresses.admin, { user, target: 'user', id, atLeastOnce: true });

async function nextNotify(client: RawClient): Promise<{ seq: number; body: Notify }> {
  const frame = await client.frame({ kind: 'notify' });
  if (frame.kind !== 'notify') throw new Error('no notify');
  return frame;
}

const ack = (client: RawClient, seq: number) =>
  client.send({ kind: 'notifyReply', seq, body: { status: 0, message: '', payload: new Uint8Array(0) } });

describe('S6', () => {
  it('who comes back gets every notification that it has not acknowledged, in order, once', async () => {
    await ground.survives(async () => {
      const client = await ground.connect();
      client.hello({ token: 'ada' });
      const welcome = await client.frame({ kind: 'welcome' });
      if (welcome.kind !== 'welcome') throw new Error('no welcome');
      const { sessionId, resumeToken } = welcome.body;
      for (const id of ['a', 'b', 'c', 'd']) await store('ada', id);
      const [a, b, c] = [await nextNotify(client), await nextNotify(client), await nextNotify(client)];
      // a is replied to; b was seen, says the client when it comes back; c and d were not.
      ack(client, a.seq);
      await ground.controlCall({});
      client.destroy();
      await store('ada', 'e');
      const next = await ground.connect();
      const lastOffset = b.body.offset;
      next.hello({ token: 'ada', resume: { sessionId, resumeToken, lastOffset, lastSeq: 0, attempt: 0 } });
      const again = await next.frame({ kind: 'welcome' });
      expect(again.kind === 'welcome' && [again.body.resumed, again.body.sessionId]).toEqual([true, sessionId]);
      const missed = [await nextNotify(next), await nextNotify(next), await nextNotify(next)];
      expect(missed.map(({ body }) => [body.id, body.attempt])).toEqual([
        ['c', 2],
        ['d', 2],
        ['e', 1],
      ]);
      expect(missed[0]?.body.offset).toBe(c.body.offset);
      for (const { seq } of missed) ack(next, seq);
      await next.frame({ kind: 'ping' }, 100).catch(() => undefined);
      expect(next.frames).toEqual([]);
      next.send({ kind: 'goAway', seq: 0, body: { code: 4000, reason: '', reconnect: false, retryAfterMs: 0 } });
    });
    expect(await ground.metric('trunkline_notifications_stored_bytes')).toBe(0);
  });
});
