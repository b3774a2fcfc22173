import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClient } from '../../src/admin-api/index.ts';
import { connect } from '../../src/client/index.ts';
import { ECHO_SERVICE } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

const MESSAGE_BYTES = 64 * 1024;
const MESSAGES = 16_384;
/** What is on the way at most: in the gateway, and in the sockets on both sides of it. */
const HELD_BYTES = 32 * 1024 * 1024;
/** Of it, what is in the gateway's own memory, since the system has not taken it. */
const QUEUED_BYTES = 1024 * 1024;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

/** What the gateway has sent, in messages: a control call is none. */
async function messagesSent(): Promise<number> {
  return Math.floor((await ground.metric('trunkline_sent_bytes_total')) / MESSAGE_BYTES);
}

/** What the gateway has sent and the system has not taken, of all connections there are, and of those that were cut. */
async function queuedBytes(): Promise<number> {
  const admin = adminClient(ground.gateway.addresses.admin, { timeoutMs: 10_000 });
  const { sessions } = await admin.call(admin.sessions.ListSessions, {});
  admin.close();
  const taken = sessions.reduce((sum, { bytesSent }) => sum + bytesSent, 0);
  return (await ground.metric('trunkline_sent_bytes_total')) - taken;
}

/** Waits until the gateway sends nothing more, and gives what it has sent by then, in messages. */
async function stalledAt(): Promise<number> {
  let before = -1;
  let now = await messagesSent();
  for (let still = 0; still < 5; still = now === before ? still + 1 : 0) {
    before = now;
    await ground.controlCall(echoCall({ delayMs: 20 }));
    now = await messagesSent();
  }
  return now;
}

async function streamToStalledReader(): Promise<void> {
  const { cancelled } = ground.echo;
  const client = await ground.login();
  const sentBefore = await messagesSent();
  const queuedBefore = await queuedBytes();
  const memory = await ground.gateway.residentBytes();
  client.request(1, echoCall({ count: MESSAGES, size: MESSAGE_BYTES }, 'ServerStream'));
  client.send({ kind: 'credit', seq: 1, body: { messages: 2 ** 30 } });
  await client.frame({ kind: 'message', seq: 1 });
  client.socket.pause();
  expect(((await stalledAt()) - sentBefore) * MESSAGE_BYTES).toBeLessThan(HELD_BYTES);
  const queued = (await queuedBytes()) - queuedBefore;
  expect(queued).toBeGreaterThan(0);
  expect(queued).toBeLessThan(QUEUED_BYTES);
  expect((await ground.gateway.residentBytes()) - memory).toBeLessThan(HELD_BYTES);
  const received = client.bytesReceived;
  client.socket.resume();
  await waitFor('the stream to go on', () => client.bytesReceived > received + HELD_BYTES);
  client.destroy();
  await waitFor('the backend is told', () => ground.echo.cancelled === cancelled + 1);
}

describe('T1', () => {
  it('a reader that stops pauses the backend: of a gigabyte, little is on the way, and it goes on with the reader', async () => {
    await streamToStalledReader();
    await ground.survives(streamToStalledReader);
  });

  it('a reader that grants no more credit gets no more messages', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, echoCall({ count: 1000 }, 'ServerStream'));
      for (let message = 0; message < 32; message++) await client.frame({ kind: 'message', seq: 1 });
      client.request(2, echoCall({ delayMs: 200 }));
      await client.response(2);
      expect(client.summary()).toBe('');
      client.send({ kind: 'credit', seq: 1, body: { messages: 3 } });
      for (let message = 0; message < 3; message++) await client.frame({ kind: 'message', seq: 1 });
      client.request(3, echoCall({ delayMs: 200 }));
      await client.response(3);
      expect(client.summary()).toBe('');
      client.destroy();
    });
  });

  it.each([
    [100, 64 * 1024, 40],
    [100, 8 * 1024, 300],
    [20, 1024 * 1024, 5],
  ])('%i streams of %i bytes a message reach a client of ours that reads as it can', async (streams, size, count) => {
    const readAll = async () => {
      await using client = await connect(`tcp://${ground.address}`);
      const { payload } = echoCall({ count, size });
      const read = async () => {
        let messages = 0;
        for await (const _ of client.openStream(`${ECHO_SERVICE}/ServerStream`, { payload })) messages++;
        return messages;
      };
      const all = await Promise.all(Array.from({ length: streams }, read));
      expect(new Set(all)).toEqual(new Set([count]));
    };
    // What so much at once takes, it takes once.
    await readAll();
    await ground.survives(readAll);
  });

  it('a hundred streams of a client that stops reading have as little in the gateway as one', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      const queuedBefore = await queuedBytes();
      for (let seq = 1; seq <= 100; seq++) {
        client.request(seq, echoCall({ count: MESSAGES, size: 8 * 1024 }, 'ServerStream'));
        client.send({ kind: 'credit', seq, body: { messages: 2 ** 30 } });
      }
      await client.frame({ kind: 'message', seq: 100 });
      client.socket.pause();
      await stalledAt();
      const queued = (await queuedBytes()) - queuedBefore;
      expect(queued).toBeGreaterThan(0);
      expect(queued).toBeLessThan(QUEUED_BYTES);
      client.socket.resume();
      const seen = new Set<number>();
      for (const { seq } of client.frames.splice(0)) seen.add(seq);
      await waitFor('all streams to go on', () => {
        for (const { seq } of client.frames.splice(0)) seen.add(seq);
        return seen.size >= 100;
      });
      client.destroy();
    });
  });
});
