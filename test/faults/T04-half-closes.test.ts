import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { decodeEchoResponse, encodeEchoRequest } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import type { RawClient } from '../support/raw-client.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

const open = (client: RawClient, seq: number, method: string) =>
  client.request(seq, { ...echoCall({}, method), payload: new Uint8Array(0) });
const say = (client: RawClient, seq: number, text: string) =>
  client.send({
    kind: 'message',
    seq,
    body: { metadata: [], payload: encodeEchoRequest({ body: Buffer.from(text) }) },
  });

describe('T4', () => {
  it('a client that ends first gets what the backend still has to say', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      open(client, 1, 'BidiStream');
      say(client, 1, 'one');
      say(client, 1, 'two');
      client.send({ kind: 'halfClose', seq: 1 });
      for (const expected of ['one', 'two']) {
        const frame = await client.frame({ kind: 'message', seq: 1 });
        const payload = frame.kind === 'message' ? frame.body.payload : new Uint8Array(0);
        expect(Buffer.from(decodeEchoResponse(payload).body).toString()).toBe(expected);
      }
      expect((await client.response(1)).status).toBe(STATUS.OK);
      client.destroy();
    });
  });

  it('a backend that ends first ends the call, and what the client sends then is dropped', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, echoCall({ count: 1 }, 'ServerStream'));
      expect((await client.response(1)).status).toBe(STATUS.OK);
      say(client, 1, 'too late');
      client.send({ kind: 'halfClose', seq: 1 });
      client.request(2, echoCall({}));
      expect((await client.response(2)).status).toBe(STATUS.OK);
      client.destroy();
    });
  });

  it.each([
    ['a message after the half-close', 'BidiStream'],
    ['a message after the half-close', 'ClientStream'],
  ])('%s ends a %s with INVALID_ARGUMENT', async (_, method) => {
    await ground.survives(async () => {
      const client = await ground.login();
      open(client, 1, method);
      client.send({ kind: 'halfClose', seq: 1 });
      say(client, 1, 'one more thing');
      const { status, failure } = await client.response(1);
      // The backend may have answered the half-close first.
      expect([STATUS.INVALID_ARGUMENT, STATUS.OK]).toContain(status);
      expect(status === STATUS.OK || failure?.reason === 'BAD_FRAME').toBe(true);
      client.destroy();
    });
  });

  it('a message to a method whose request is its only one ends the call with INVALID_ARGUMENT', async () => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.request(1, echoCall({ delayMs: 5000 }));
        say(client, 1, 'another');
        expect(await client.response(1)).toMatchObject({
          status: STATUS.INVALID_ARGUMENT,
          failure: { reason: 'BAD_FRAME' },
        });
        client.destroy();
      },
      { 'trunkline_calls_failed_total{reason="BAD_FRAME"}': 1 },
    );
  });

  it.each(['ClientStream', 'BidiStream'])('a %s without a message is a call like any other', async (method) => {
    await ground.survives(async () => {
      const client = await ground.login();
      open(client, 1, method);
      client.send({ kind: 'halfClose', seq: 1 });
      expect((await client.response(1)).status).toBe(STATUS.OK);
      client.destroy();
    });
  });
});
