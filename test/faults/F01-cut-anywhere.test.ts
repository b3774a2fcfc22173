import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeFrame, type Frame } from '../../src/wire/index.ts';
import { decodeEchoResponse } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import type { RawClient } from '../support/raw-client.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

const HELLO: Frame = {
  kind: 'hello',
  seq: 0,
  body: { protocol: 1, token: '', resume: null, client: 'cut/1', heartbeatMs: 0, topics: [] },
};

function requestOf(seq: number, body: Uint8Array): Frame {
  return {
    kind: 'request',
    seq,
    body: { timeoutMs: 0, metadata: [], encoding: 1, idempotent: false, ...echoCall({ body }) },
  };
}

/** The socket has taken it: what is written next is a packet of its own, for Nagle's algorithm is off. */
function written(client: RawClient, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => client.socket.write(bytes, () => setImmediate(resolve)));
}

async function bodies(client: RawClient, seqs: readonly number[]): Promise<string[]> {
  const answers = await Promise.all(seqs.map((seq) => client.response(seq)));
  return answers.map(({ payload }) => Buffer.from(decodeEchoResponse(payload).body).toString());
}

describe('F1', () => {
  it('a stream that is cut at any byte means the same', async () => {
    const stream = Buffer.concat(
      [HELLO, requestOf(1, Buffer.from('one')), requestOf(2, Buffer.from('two'))].map(encodeFrame),
    );
    await ground.survives(async () => {
      for (let cut = 1; cut < stream.length; cut++) {
        const client = await ground.connect();
        await written(client, stream.subarray(0, cut));
        await written(client, stream.subarray(cut));
        expect(await bodies(client, [1, 2]), `cut after ${cut} bytes`).toEqual(['one', 'two']);
        client.destroy();
      }
    });
  });

  it('a stream that comes byte by byte, and one that comes at once, mean the same', async () => {
    const seqs = [1, 2, 3, 4, 5];
    const frames = [HELLO, ...seqs.map((seq) => requestOf(seq, Buffer.from(`body ${seq}`)))];
    const stream = Buffer.concat(frames.map(encodeFrame));
    await ground.survives(async () => {
      const [slow, quick] = [await ground.connect(), await ground.connect()];
      for (const byte of stream) await written(slow, Uint8Array.of(byte));
      await written(quick, stream);
      expect(await bodies(slow, seqs)).toEqual(seqs.map((seq) => `body ${seq}`));
      expect(await bodies(quick, seqs)).toEqual(seqs.map((seq) => `body ${seq}`));
      slow.destroy();
      quick.destroy();
    });
  });

  it('a length of several bytes may be cut within, before a body of megabytes', async () => {
    await cutLengths();
    await ground.survives(cutLengths);
  });
});

async function cutLengths(): Promise<void> {
  const client = await ground.login();
  const sizes = [2 ** 21, 2 ** 21 - 1, 3_000_000];
  for (const [index, size] of sizes.entries()) {
    const frame = encodeFrame(requestOf(index + 1, Buffer.alloc(size, 'x')));
    await written(client, frame.subarray(0, 3));
    await written(client, frame.subarray(3));
    const { status, payload } = await client.response(index + 1);
    expect(status).toBe(0);
    expect(decodeEchoResponse(payload).body.length).toBe(size);
  }
  client.destroy();
}
