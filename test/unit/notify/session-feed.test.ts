import { describe, expect, it } from 'vitest';
import type { ClientEnd } from '../../support/call-world.ts';
import { NotifyWorld, settled } from '../../support/notify-world.ts';

const MAX_WAITING = 3;
const MAX_WAITING_BYTES = 100;

/** A client that has one notification before it, and has not replied: what comes now waits. */
async function open() {
  const world = new NotifyWorld({ maxUnacknowledged: 1, maxWaiting: MAX_WAITING, maxWaitingBytes: MAX_WAITING_BYTES });
  const login = world.login('ada');
  await world.store('ada', 'first');
  const storeAll = async (...ids: readonly string[]) => {
    for (const id of ids) await world.store('ada', id);
  };
  return { world, ...login, storeAll };
}

const stopsReading = ({ transport }: ClientEnd) => {
  transport.bufferedBytes = 1;
};

function reply(client: ClientEnd): void {
  const seq = client.frames('notify').at(-1)?.seq ?? 0;
  client.send({ kind: 'notifyReply', seq, body: { status: 0, message: '', payload: new Uint8Array(0) } });
}

/** Replies to one after the other, and tells which came. */
async function takeAll(client: ClientEnd): Promise<readonly string[]> {
  for (let before = -1; before < client.frames('notify').length; ) {
    before = client.frames('notify').length;
    reply(client);
    await settled();
  }
  return got(client);
}

const got = (client: ClientEnd) => client.frames('notify').map(({ body }) => body.id);
const cuts = (client: ClientEnd) => client.frames('goAway').map(({ body }) => body);

describe('P1: a client that does not read', () => {
  it('is cut off by the notification with which more wait than may, and is told so, and to come back', async () => {
    const { world, client, session, storeAll } = await open();
    stopsReading(client);
    await storeAll('1', '2', '3');
    expect([cuts(client), world.counts.slowConsumers]).toEqual([[], 0]);
    await storeAll('4');
    expect(cuts(client)).toMatchObject([{ code: 4402, reason: '4 notifications wait to be read', reconnect: true }]);
    expect([world.counts.slowConsumers, session.online, session.state.kind]).toEqual([1, false, 'detached']);
  });

  it('is cut off by the notification with which more bytes wait than may', async () => {
    const { world, client } = await open();
    stopsReading(client);
    await world.store('ada', '1', Buffer.alloc(MAX_WAITING_BYTES));
    expect(cuts(client)).toEqual([]);
    await world.store('ada', '2', Buffer.alloc(1));
    expect(cuts(client)).toMatchObject([{ code: 4402, reason: '2 notifications wait to be read', reconnect: true }]);
    expect(world.counts.slowConsumers).toBe(1);
  });

  it('is cut off once, and finds all that waited when it comes back: nothing was dropped', async () => {
    const { world, client, session, storeAll } = await open();
    stopsReading(client);
    await storeAll('1', '2', '3', '4', '5', '6', '7', '8', '9');
    expect([cuts(client).length, world.counts.slowConsumers, world.bus.outbox.dropped]).toEqual([1, 1, 0]);
    expect(got(client)).toEqual(['first']);
    const next = world.comeBack(session, 0);
    await settled();
    expect(await takeAll(next)).toEqual(['first', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(await world.bus.outbox.read('ada', 0, 1)).toEqual([]);
  });

  it('is left alone with what was stored while it was away', async () => {
    const { world, client, session, storeAll } = await open();
    client.vanish();
    await storeAll('1', '2', '3', '4', '5');
    const next = world.comeBack(session, 0);
    stopsReading(next);
    await settled();
    await storeAll('6', '7', '8');
    expect([cuts(next), world.counts.slowConsumers]).toEqual([[], 0]);
    await storeAll('9');
    expect(cuts(next)).toMatchObject([{ code: 4402 }]);
  });
});

describe('a client that reads', () => {
  it('is left alone however much waits, though it does not reply', async () => {
    const { world, client, storeAll } = await open();
    await storeAll('1', '2', '3', '4', '5', '6', '7', '8', '9');
    await world.store('ada', 'large', Buffer.alloc(10 * MAX_WAITING_BYTES));
    expect([cuts(client), got(client), world.counts.slowConsumers]).toEqual([[], ['first'], 0]);
    expect(await takeAll(client)).toEqual(['first', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'large']);
  });

  it('and replies, late as it may be, begins anew with what may wait', async () => {
    const { world, client, storeAll } = await open();
    stopsReading(client);
    await storeAll('1', '2', '3');
    reply(client);
    await settled();
    await storeAll('4', '5', '6');
    expect([cuts(client), world.counts.slowConsumers]).toEqual([[], 0]);
    await storeAll('7');
    expect(cuts(client)).toMatchObject([{ code: 4402 }]);
  });
});
