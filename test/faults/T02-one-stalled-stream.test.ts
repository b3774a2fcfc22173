import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

const STREAMS = 100;
const MESSAGES = 100;
const CREDIT = 32;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('T2', () => {
  it('one stream whose reader stands still holds up none of the 99 others of its session', async () => {
    await streamToAll();
    await ground.survives(streamToAll);
  });
});

async function streamToAll(): Promise<void> {
  const client = await ground.login();
  for (let seq = 1; seq <= STREAMS; seq++) {
    client.request(seq, echoCall({ count: MESSAGES, size: 1000 }, 'ServerStream'));
    if (seq > 1) client.send({ kind: 'credit', seq, body: { messages: MESSAGES } });
  }
  for (let seq = 2; seq <= STREAMS; seq++) expect((await client.response(seq)).status).toBe(0);
  const received = new Map<number, number>();
  for (const { kind, seq } of client.frames) {
    if (kind === 'message') received.set(seq, (received.get(seq) ?? 0) + 1);
  }
  expect(received.get(1)).toBe(CREDIT);
  expect([...received.values()].filter((count) => count === MESSAGES).length).toBe(STREAMS - 1);
  client.send({ kind: 'credit', seq: 1, body: { messages: MESSAGES } });
  expect((await client.response(1)).status).toBe(0);
  client.destroy();
}
