import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Frame } from '../../src/wire/index.ts';
import { EventWatch } from '../support/event-watch.ts';
import { FaultGround } from '../support/fault-ground.ts';
import { publish } from '../support/publish.ts';
import type { RawClient } from '../support/raw-client.ts';
import { waitFor } from '../support/wait-for.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--notify-ack-timeout-ms', '300', '--notify-max-attempts', '3']);
});
afterAll(() => ground[Symbol.asyncDispose]());

const store = (id: string) =>
  publish(ground.gateway.addresses.admin, { user: 'ada', target: 'user', id, atLeastOnce: true });

async function next(client: RawClient): Promise<Extract<Frame, { kind: 'notify' }>> {
  const frame = await client.frame({ kind: 'notify' });
  if (frame.kind !== 'notify') throw new Error('no notify');
  return frame;
}

const reply = (client: RawClient, seq: number) =>
  client.send({ kind: 'notifyReply', seq, body: { status: 0, message: '', payload: new Uint8Array(0) } });

const stored = () => ground.metric('trunkline_notifications_stored_bytes');

describe('P4', () => {
  it('a client that never replies gets it again, with a higher attempt, and then it is given up and counted', async () => {
    await ground.survives(
      async () => {
        await using events = await EventWatch.open(ground.gateway.addresses.admin, false);
        const client = await ground.login({ token: 'ada' });
        await store('never');
        const attempts = [await next(client), await next(client), await next(client)];
        expect(attempts.map(({ body }) => [body.id, body.attempt])).toEqual([
          ['never', 1],
          ['never', 2],
          ['never', 3],
        ]);
        await waitFor('it is given up', async () => (await stored()) === 0);
        await waitFor('who watches to be told', () => events.storyOf('never').length > 0);
        expect(events.all.at(-1)).toMatchObject({
          kind: 'EVENT_KIND_NOTIFICATION_GIVEN_UP',
          subject: 'never',
          user: 'ada',
          detail: 'test',
        });
        expect(ground.gateway.log.some((line) => line.includes('never replied to') && line.includes('"never"'))).toBe(
          true,
        );
        client.destroy();
      },
      { trunkline_notifications_dead_total: 1, trunkline_notifications_redelivered_total: 2 },
    );
  });

  it('a reply to any attempt counts, a second one and one to nothing are passed over', async () => {
    await ground.survives(
      async () => {
        const client = await ground.login({ token: 'ada' });
        await store('late');
        const [first] = [await next(client), await next(client)];
        reply(client, first?.seq ?? 0);
        reply(client, first?.seq ?? 0);
        reply(client, 4000);
        await waitFor('it is let go of', async () => (await stored()) === 0);
        client.send({ kind: 'ping', seq: 5 });
        await client.frame({ kind: 'pong', seq: 5 });
        client.destroy();
      },
      { trunkline_notifications_replied_total: 1, trunkline_notifications_dead_total: 0 },
    );
  });

  it('replies in another order than the notifications each let go of their own, and of no other', async () => {
    await ground.survives(async () => {
      const client = await ground.login({ token: 'ada' });
      for (const id of ['a', 'b', 'c']) await store(id);
      const [a, b, c] = [await next(client), await next(client), await next(client)];
      reply(client, c.seq);
      reply(client, b.seq);
      const again = await next(client);
      expect([again.body.id, again.body.attempt, a.body.attempt]).toEqual(['a', 2, 1]);
      reply(client, again.seq);
      await waitFor('all are let go of', async () => (await stored()) === 0);
      client.destroy();
    });
  });
});
