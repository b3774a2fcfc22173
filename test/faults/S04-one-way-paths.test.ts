import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

const HEARTBEAT_MS = 300;
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

/** Reads 18 MiB in sips, over several heartbeats. */
async function sip(): Promise<void> {
  const client = await ground.login({ heartbeatMs: HEARTBEAT_MS });
  const answers = 6;
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
  }, HEARTBEAT_MS / 5);
  for (let seq = 1; seq <= answers; seq++) expect((await client.response(seq, 50_000)).status).toBe(0);
  expect(performance.now() - startedAtMs).toBeGreaterThan(3 * HEARTBEAT_MS);
  clearInterval(sips);
  client.destroy();
}
