import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asViews, decodeFrame, encodeFrame, type Frame, FrameReader, WireError } from '../../../src/wire/index.ts';

function roundTrip(frame: Frame): Frame {
  let decoded: Frame | null = null;
  const reader = new FrameReader(
    2 ** 30,
    asViews((body) => {
      decoded = decodeFrame(body);
    }),
  );
  reader.push(encodeFrame(frame));
  if (decoded === null) throw new Error('nothing was decoded');
  return decoded;
}

const bytes = (...values: number[]) => Buffer.from(values);

const FRAMES: readonly Frame[] = [
  {
    kind: 'hello',
    seq: 0,
    body: {
      protocol: 1,
      token: 't',
      resume: { sessionId: 's', resumeToken: 'r', lastOffset: 2 ** 40, lastSeq: 7, attempt: 3 },
      client: 'test/1',
      heartbeatMs: 1000,
      topics: ['a', 'b.c'],
    },
  },
  { kind: 'hello', seq: 0, body: { protocol: 1, token: '', resume: null, client: '', heartbeatMs: 0, topics: [] } },
  {
    kind: 'request',
    seq: 2 ** 32 - 1,
    body: {
      service: 'shop.v1.OrderService',
      method: 'GetOrder',
      timeoutMs: 2 ** 31,
      metadata: [
        { key: 'a', value: 'b' },
        { key: 'c-bin', value: bytes(0, 255) },
        { key: 'empty-bin', value: bytes() },
      ],
      encoding: 2,
      idempotent: false,
      payload: bytes(1, 2, 3),
    },
  },
  {
    kind: 'response',
    seq: 7,
    body: {
      status: 14,
      message: 'gone',
      metadata: [{ key: 'a', value: 'b' }],
      trailers: [{ key: 'd', value: '' }],
      details: bytes(9),
      failure: { reason: 'CONNECTION_LOST', origin: 'GATEWAY', sent: 'MAYBE', retryAfterMs: 50 },
      detailsJson: '{}',
      payload: bytes(),
    },
  },
  { kind: 'message', seq: 3, body: { metadata: [], payload: bytes(5) } },
  { kind: 'credit', seq: 3, body: { messages: 32 } },
  { kind: 'goAway', seq: 0, body: { code: 4400, reason: 'draining', reconnect: true, retryAfterMs: 10 } },
  {
    kind: 'welcome',
    seq: 0,
    body: {
      sessionId: 's',
      resumeToken: 'r',
      resumed: true,
      heartbeatMs: 1,
      resumeWindowMs: 2,
      maxFrameBytes: 3,
      maxInFlight: 4,
      gateway: 'trunkline/1',
    },
  },
  { kind: 'notifyReply', seq: 9, body: { status: 1, message: 'm', payload: bytes(1) } },
  { kind: 'ping', seq: 1 },
  { kind: 'pong', seq: 1 },
  { kind: 'cancel', seq: 1 },
  { kind: 'halfClose', seq: 1 },
  { kind: 'unknown', seq: 12 },
  {
    kind: 'notify',
    seq: 4,
    body: { id: 'i', type: 't', offset: 5, replyExpected: true, encoding: 1, attempt: 1, payload: bytes(1) },
  },
];

describe('the frame codec', () => {
  it.each(FRAMES.map((frame) => [frame.kind, frame] as const))('brings a %s frame back as it was', (_, frame) => {
    expect(roundTrip(frame)).toEqual(frame);
  });

  it('does not copy the payload out of what arrived', () => {
    const request = FRAMES[2];
    if (request === undefined) throw new Error('no request');
    const body = encodeFrame(request).subarray(1);
    const decoded = decodeFrame(body);
    expect(decoded.kind === 'request' && decoded.body.payload.buffer).toBe(body.buffer);
  });

  it('ignores unknown fields and takes the last of a doubled scalar', () => {
    // seq 1, seq 9, field 500 (varint), field 30 (a group with a varint), ping
    const body = bytes(0x08, 1, 0x08, 9, 0xa0, 0x1f, 5, 0xf3, 0x01, 0x08, 1, 0xf4, 0x01, 0x22, 0);
    expect(decodeFrame(body)).toEqual({ kind: 'ping', seq: 9 });
  });

  it('takes a body that it does not know as unknown, with its seq', () => {
    // seq 5, field 99 (bytes)
    expect(decodeFrame(bytes(0x08, 5, 0x9a, 0x06, 1, 0))).toEqual({ kind: 'unknown', seq: 5 });
  });

  it('refuses groups that nest deeper than 100', () => {
    const depth = 1000;
    const nested = Buffer.concat([
      Buffer.alloc(depth * 2, Buffer.from([0xf3, 0x01])),
      Buffer.alloc(depth * 2, Buffer.from([0xf4, 0x01])),
    ]);
    expect(() => decodeFrame(nested)).toThrow(WireError);
    const shallow = Buffer.concat([
      Buffer.alloc(80 * 2, Buffer.from([0xf3, 0x01])),
      Buffer.alloc(80 * 2, Buffer.from([0xf4, 0x01])),
    ]);
    expect(decodeFrame(shallow).kind).toBe('unknown');
  });

  it('either decodes or throws a WireError 4500, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (body) => {
        try {
          expect(typeof decodeFrame(body).kind).toBe('string');
        } catch (cause) {
          expect(cause instanceof WireError && cause.closeCode).toBe(4500);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('either decodes or throws a WireError, whichever bytes of a good frame are changed', () => {
    const good = FRAMES.map((frame) => encodeFrame(frame)).map((whole) => whole.subarray(whole.length > 128 ? 2 : 1));
    fc.assert(
      fc.property(
        fc.constantFrom(...good),
        fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 4 }),
        (body, changes) => {
          const changed = Uint8Array.from(body);
          for (const [at, value] of changes) if (at < changed.length) changed[at] = value;
          try {
            expect(typeof decodeFrame(changed).kind).toBe('string');
          } catch (cause) {
            expect(cause).toBeInstanceOf(WireError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('leaves Object.prototype alone', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const metadata = [{ key: '__proto__', value: 'x' }];
    const request = {
      service: '__proto__',
      method: 'constructor',
      timeoutMs: 0,
      metadata,
      encoding: 0,
      idempotent: false,
      payload: bytes(),
    };
    expect(roundTrip({ kind: 'request', seq: 1, body: request })).toEqual({ kind: 'request', seq: 1, body: request });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });
});
