import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type AnswerStream, CallError } from '../../src/client/index.ts';
import { type Metadata, STATUS } from '../../src/status/index.ts';
import { InteropWorld } from '../support/interop-world.ts';
import { PythonBackend } from '../support/python-backend.ts';

// The cases of https://github.com/grpc/grpc/blob/master/doc/interop-test-descriptions.md under their own names, with
// the numbers that stand there.

const SERVICE = 'grpc.testing.TestService';
const REQUEST_SIZES = [27_182, 8, 1828, 45_904];
const RESPONSE_SIZES = [31_415, 9, 2653, 58_979];
const INITIAL = { key: 'x-grpc-test-echo-initial', value: 'test_initial_metadata_value' };
const TRAILING = { key: 'x-grpc-test-echo-trailing-bin', value: Uint8Array.of(0xab, 0xab, 0xab) };
const ECHOED = { [INITIAL.key]: INITIAL.value, [TRAILING.key]: TRAILING.value };
const SPECIAL = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';

const OUTPUT = z.object({ payload: z.object({ body: z.string() }) });

const payload = (size: number) => ({ body: Buffer.alloc(size).toString('base64') });

/** With binary values in hex: what Buffers and views have in common. */
function plain(metadata: Metadata) {
  return metadata.map(({ key, value }) => [
    key,
    typeof value === 'string' ? value : Buffer.from(value).toString('hex'),
  ]);
}

async function nextOf(stream: AnswerStream<Uint8Array>): Promise<Uint8Array> {
  const next = await stream.next();
  if (next.done === true) throw new Error('the stream has ended');
  return next.value;
}

/** The error that a call ends with. */
async function errorOf(call: Promise<unknown>): Promise<unknown> {
  const outcome: unknown = await call.then(
    () => 'the call succeeded',
    (cause: unknown) => cause,
  );
  expect(outcome).toBeInstanceOf(CallError);
  return outcome;
}

describe.each(['native', 'grpc-js'])('through the gateway on the %s engine to the C core', (engine) => {
  let world: InteropWorld;
  beforeAll(async () => {
    world = await InteropWorld.open(engine, (descriptors) => PythonBackend.startInterop(descriptors));
  });
  afterAll(() => world[Symbol.asyncDispose]());

  /** The size of an answer's payload. */
  const sizeOf = (answer: Uint8Array) => {
    const { payload: sent } = OUTPUT.parse(world.messages.decode('StreamingOutputCallResponse', answer));
    return Buffer.from(sent.body, 'base64').length;
  };

  /** Messages of a full duplex call, which are sent when the test says so. */
  function duplex() {
    const waiting: Uint8Array[] = [];
    let closed = false;
    let wake = () => {};
    async function* messages() {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else if (closed) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    }
    return {
      messages: messages(),
      send: (request: Parameters<typeof world.messages.encode>[1]) => {
        waiting.push(world.messages.encode('StreamingOutputCallRequest', request));
        wake();
      },
      end: () => {
        closed = true;
        wake();
      },
    };
  }

  test('empty_unary', async () => {
    expect(await world.client.callBinary(`${SERVICE}/EmptyCall`, new Uint8Array(0))).toHaveLength(0);
  });

  test('large_unary', async () => {
    const request = world.messages.encode('SimpleRequest', { responseSize: 314_159, payload: payload(271_828) });
    const answer = await world.client.callBinary(`${SERVICE}/UnaryCall`, request);
    expect(world.messages.decode('SimpleResponse', answer)).toEqual({ payload: payload(314_159) });
  });

  test('large_unary in JSON', async () => {
    const answer = await world.client.call(`${SERVICE}/UnaryCall`, {
      responseSize: 314_159,
      payload: payload(271_828),
    });
    expect(answer).toMatchObject({ payload: payload(314_159) });
  });

  test('client_streaming', async () => {
    const messages = REQUEST_SIZES.map((size) =>
      world.messages.encode('StreamingInputCallRequest', { payload: payload(size) }),
    );
    const { response } = world.client.openStream(`${SERVICE}/StreamingInputCall`, { messages });
    const answer = world.messages.decode('StreamingInputCallResponse', (await response).payload);
    expect(answer).toEqual({ aggregatedPayloadSize: 74_922 });
  });

  test('server_streaming', async () => {
    const request = { responseParameters: RESPONSE_SIZES.map((size) => ({ size })) };
    const stream = world.client.openStream(`${SERVICE}/StreamingOutputCall`, {
      payload: world.messages.encode('StreamingOutputCallRequest', request),
    });
    const sizes: number[] = [];
    for await (const answer of stream) sizes.push(sizeOf(answer));
    expect(sizes).toEqual(RESPONSE_SIZES);
  });

  test('ping_pong', async () => {
    const { messages, send, end } = duplex();
    const stream = world.client.openStream(`${SERVICE}/FullDuplexCall`, { messages });
    const sizes: number[] = [];
    for (const [round, size] of RESPONSE_SIZES.entries()) {
      send({ responseParameters: [{ size }], payload: payload(REQUEST_SIZES[round] ?? 0) });
      sizes.push(sizeOf(await nextOf(stream)));
    }
    end();
    expect(await stream.next()).toMatchObject({ done: true });
    expect(sizes).toEqual(RESPONSE_SIZES);
    await stream.response;
  });

  test('empty_stream', async () => {
    const stream = world.client.openStream(`${SERVICE}/FullDuplexCall`, { messages: [] });
    expect(await stream.next()).toMatchObject({ done: true });
    await stream.response;
  });

  test('cancel_after_begin', async () => {
    const { messages } = duplex();
    const stream = world.client.openStream(`${SERVICE}/StreamingInputCall`, { messages });
    stream.cancel();
    expect(await errorOf(stream.response)).toMatchObject({ code: STATUS.CANCELLED });
  });

  test('cancel_after_first_response', async () => {
    const { messages, send } = duplex();
    const stream = world.client.openStream(`${SERVICE}/FullDuplexCall`, { messages });
    send({ responseParameters: [{ size: 31_415 }], payload: payload(27_182) });
    expect(sizeOf(await nextOf(stream))).toBe(31_415);
    stream.cancel();
    expect(await errorOf(stream.response)).toMatchObject({ code: STATUS.CANCELLED });
  });

  test('timeout_on_sleeping_server', async () => {
    const { messages, send } = duplex();
    const stream = world.client.openStream(`${SERVICE}/FullDuplexCall`, { messages, timeoutMs: 1 });
    send({ payload: payload(27_182) });
    expect(await errorOf(stream.response)).toMatchObject({ code: STATUS.DEADLINE_EXCEEDED });
  });

  test('custom_metadata', async () => {
    const request = world.messages.encode('SimpleRequest', { responseSize: 314_159, payload: payload(271_828) });
    const unary = await world.client.invoke(`${SERVICE}/UnaryCall`, request, { metadata: ECHOED });
    expect(plain(unary.metadata)).toContainEqual(plain([INITIAL])[0]);
    expect(plain(unary.trailers)).toContainEqual(plain([TRAILING])[0]);

    const { messages, send, end } = duplex();
    const stream = world.client.openStream(`${SERVICE}/FullDuplexCall`, { messages, metadata: ECHOED });
    send({ responseParameters: [{ size: 314_159 }], payload: payload(271_828) });
    expect(sizeOf(await nextOf(stream))).toBe(314_159);
    expect(plain(stream.metadata)).toContainEqual(plain([INITIAL])[0]);
    end();
    await stream.next();
    expect(plain((await stream.response).trailers)).toContainEqual(plain([TRAILING])[0]);
  });

  test.each([
    ['status_code_and_message', 'test status message'],
    ['special_status_message', SPECIAL],
  ])('%s', async (_, message) => {
    const responseStatus = { code: 2, message };
    const unary = world.client.callBinary(
      `${SERVICE}/UnaryCall`,
      world.messages.encode('SimpleRequest', { responseStatus }),
    );
    const expected = { code: 2, statusMessage: message, origin: 'BACKEND' };
    expect(await errorOf(unary)).toMatchObject(expected);

    const { messages, send, end } = duplex();
    const stream = world.client.openStream(`${SERVICE}/FullDuplexCall`, { messages });
    send({ responseStatus });
    end();
    expect(await errorOf(stream.response)).toMatchObject(expected);
  });

  test('unimplemented_method', async () => {
    const call = world.client.callBinary(`${SERVICE}/UnimplementedCall`, new Uint8Array(0));
    expect(await errorOf(call)).toMatchObject({ code: STATUS.UNIMPLEMENTED, origin: 'BACKEND' });
  });

  test('unimplemented_service', async () => {
    const call = world.client.callBinary('grpc.testing.UnimplementedService/UnimplementedCall', new Uint8Array(0));
    expect(await errorOf(call)).toMatchObject({ code: STATUS.UNIMPLEMENTED, origin: 'BACKEND' });
  });
});
