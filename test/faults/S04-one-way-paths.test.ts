import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

/** Long enough for a client on a busy machine to take its sips in time. */
const HEARTBEAT_MS = 1000;
const SIP_BYTES = 1024 * 1024;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--session-min-heartbeat-ms', `${HEARTBEAT_MS}`]);
});
afterAll(() => ground[Symbol.asyncDispose]());

const closed = { 'trunkline_connections_closed_total{code="4401"}': 1 };

describe('S4', () => {
  it('a peer that sends, but answers no Ping, is given up too: what it reads is not known', async () => {
    await ground.survives(async () => {
      const client = await ground.login({ heartbeatMs: HEARTBEAT_MS });
      client.answersPings = false;
      let seq = 0;
      const chatter = setInterval(() => client.request(++seq, echoCall({})), HEARTBEAT_MS / 5);
      expect(await client.goAway()).toMatchObject({ code: 4401 });
      clearInterval(chatter);
      client.destroy();
    }, closed);
  });

  it('a peer that takes a long output slowly is not dead, though no Ping reaches it meanwhile', async () => {
    await sip();
    await ground.survives(sip);
  });
});

/** Reads 15 MiB in sips, over several heartbeats: more would be too much for a slow consumer, and end with 4402. */
async function sip(): Promise<void> {
  const client = await ground.login({ heartbeatMs: HEARTBEAT_MS });
  const answers = 5;
  client.socket.pause();
  for (let seq = 1; seq <= answers; seq++) client.request(seq, echoCall({ size: 3 * 1024 * 1024 }));
  const startedAtMs = performance.now();
  let thirst = 0;
  client.socket.on('data', (chunk: Buffer) => {
    thirst -= chunk.length;
    if (thirst <= 0) client.socket.pause();
  });
  const sips = setInterval(() => {
    thirst = SIP_BYTES;
    client.socket.resume();
  }, HEARTBEAT_MS / 4);
  for (let seq = 1; seq <= answers; seq++) expect((await client.response(seq, 50_000)).status).toBe(0);
  expect(performance.now() - startedAtMs).toBeGreaterThan(3 * HEARTBEAT_MS);
  clearInterval(sips);
  expect(client.frames.filter(({ kind }) => kind === 'goAway')).toEqual([]);
  client.destroy();
}
