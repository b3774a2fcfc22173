import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { ECHO_DESCRIPTORS, ECHO_SERVICE } from '../support/echo-messages.ts';
import { FaultGround } from '../support/fault-ground.ts';
import { settingsFrame } from '../support/http2-frames.ts';
import { answer, ScriptedHttp2Peer } from '../support/scripted-http2-peer.ts';
import { waitFor } from '../support/wait-for.ts';

const MAX_CONCURRENT_STREAMS = 3;
const HEADERS = 1;
const DATA = 0;
const END_STREAM = 1;
const MESSAGE_PREFIX_BYTES = 5;
const MAX_WAITING = 20;

let ground: FaultGround;
let peer: ScriptedHttp2Peer;
beforeAll(async () => {
  ground = await FaultGround.open();
  peer = await ScriptedHttp2Peer.start(settingsFrame([MAX_CONCURRENT_STREAMS, 1]));
  const policy = { limits: { maxInFlight: 0, maxWaiting: MAX_WAITING } };
  await ground.registerWith(policy, 'echo', ECHO_DESCRIPTORS, `127.0.0.1:${peer.port}`);
});
afterAll(async () => {
  await ground[Symbol.asyncDispose]();
  await peer.stop();
});

const numbered = (seq: number) => ({ service: ECHO_SERVICE, method: 'Unary', payload: Buffer.from(`call ${seq}`) });

describe('B8', () => {
  it('with one stream at a time, calls wait in order of arrival, at most so many, and none is lost', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, numbered(1));
      const connection = await peer.connection();
      await connection.call();
      const last = 1 + MAX_WAITING;
      for (let seq = 2; seq <= last + 1; seq++) client.request(seq, numbered(seq));
      expect(await client.response(last + 1)).toMatchObject({
        status: STATUS.RESOURCE_EXHAUSTED,
        failure: { reason: 'GATEWAY_OVERLOADED', origin: 'GATEWAY', sent: 'NEVER' },
      });

      const arrived: string[] = [];
      for (let index = 0; index < last; index++) {
        const streamId = await connection.call(index);
        const ended = () => connection.seen(DATA, streamId).some(({ flags }) => (flags & END_STREAM) !== 0);
        await waitFor('the whole request', ended);
        // Whatever was to come with it has come.
        await connection.settle();
        expect(connection.seen(HEADERS)).toHaveLength(index + 1);
        const body = Buffer.concat(connection.seen(DATA, streamId).map(({ payload }) => payload));
        arrived.push(body.toString('latin1', MESSAGE_PREFIX_BYTES));
        connection.send(answer(streamId));
      }
      expect(arrived).toEqual(Array.from({ length: last }, (_, index) => `call ${index + 1}`));
      for (let seq = 1; seq <= last; seq++) expect((await client.response(seq)).status).toBe(STATUS.OK);
      client.destroy();
    });
  });

  it('a call that waits for a stream ends at its deadline, and its place goes to the next one', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      const connection = await peer.connection();
      const before = connection.seen(HEADERS).length;
      client.request(1, numbered(1));
      const first = await connection.call(before);
      client.request(2, { ...numbered(2), timeoutMs: 100 });
      client.request(3, numbered(3));
      expect(await client.response(2)).toMatchObject({
        status: STATUS.DEADLINE_EXCEEDED,
        failure: { reason: 'DEADLINE_EXCEEDED', sent: 'NEVER' },
      });
      connection.send(answer(first));
      connection.send(answer(await connection.call(before + 1)));
      expect((await client.response(3)).status).toBe(STATUS.OK);
      expect(connection.seen(HEADERS)).toHaveLength(before + 2);
      client.destroy();
    });
  });
});
