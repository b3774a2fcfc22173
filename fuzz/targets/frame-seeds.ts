import { encodeFrame, type Frame } from '../../src/wire/index.ts';

const METADATA = [
  { key: 'x-tenant', value: 'acme' },
  { key: 'trace-bin', value: Uint8Array.of(0, 1, 254, 255) },
  { key: 'x-empty', value: '' },
];
const PAYLOAD = Uint8Array.of(10, 3, 97, 98, 99);
const METHOD = { service: 'shop.v1.Orders', method: 'Get' };

const FRAMES: readonly Frame[] = [
  {
    kind: 'request',
    seq: 1,
    body: { ...METHOD, timeoutMs: 1500, metadata: METADATA, encoding: 1, idempotent: false, payload: PAYLOAD },
  },
  {
    kind: 'request',
    seq: 70_000,
    body: { ...METHOD, timeoutMs: 0, metadata: [], encoding: 0, idempotent: false, payload: PAYLOAD },
  },
  { kind: 'message', seq: 3, body: { metadata: METADATA, payload: new Uint8Array(600) } },
  { kind: 'message', seq: 4, body: { metadata: [], payload: PAYLOAD } },
  {
    kind: 'response',
    seq: 5,
    body: {
      status: 14,
      message: 'naïve',
      metadata: METADATA,
      trailers: METADATA,
      details: Uint8Array.of(1, 2, 3),
      failure: { origin: 'GATEWAY', reason: 'NO_ENDPOINT', sent: 'NEVER', retryAfterMs: 250 },
      detailsJson: '[{}]',
      payload: PAYLOAD,
    },
  },
  {
    kind: 'hello',
    seq: 0,
    body: {
      protocol: 1,
      token: 'secret',
      resume: { sessionId: 's-1', resumeToken: 'r-1', lastOffset: 12, lastSeq: 7, attempt: 2 },
      client: 'seed/1',
      heartbeatMs: 15_000,
      topics: ['prices.eur'],
    },
  },
  {
    kind: 'welcome',
    seq: 0,
    body: {
      sessionId: 's-1',
      resumeToken: 'r-1',
      resumed: true,
      heartbeatMs: 15_000,
      resumeWindowMs: 60_000,
      maxFrameBytes: 4_194_304,
      maxInFlight: 128,
      gateway: 'gw-1',
    },
  },
  { kind: 'goAway', seq: 0, body: { code: 4400, reason: 'draining', reconnect: true, retryAfterMs: 100 } },
  {
    kind: 'notify',
    seq: 9,
    body: { id: 'n-1', type: 'order', offset: 7, replyExpected: true, encoding: 1, attempt: 1, payload: PAYLOAD },
  },
  { kind: 'notifyReply', seq: 9, body: { status: 0, message: '', payload: PAYLOAD } },
  { kind: 'credit', seq: 3, body: { messages: 32 } },
  { kind: 'halfClose', seq: 3 },
  { kind: 'cancel', seq: 3 },
  { kind: 'ping', seq: 11 },
  { kind: 'pong', seq: 11 },
];

const ENCODED = FRAMES.map((frame) => encodeFrame(frame));

export const SEEDS: readonly Uint8Array[] = [...ENCODED, new Uint8Array(Buffer.concat(ENCODED).subarray(0, 600))];

/** Tags of all fields that are read by hand, varints at their bounds, and text that is not ASCII or not UTF-8. */
export const DICTIONARY: readonly Uint8Array[] = [
  ...[0x08, 0x0a, 0x10, 0x12, 0x18, 0x1a, 0x20, 0x22, 0x28, 0x2a, 0x32, 0x3a, 0x42, 0x4a, 0x52, 0x5a, 0x62, 0x7a],
]
  .map((tag) => Uint8Array.of(tag))
  .concat([
    Uint8Array.of(0x08, 0x01, 0x42, 0x02, 0x7a, 0x00),
    Uint8Array.of(0x22, 0x04, 0x0a, 0x00, 0x12, 0x00),
    Uint8Array.of(0x0a, 0x04, 0x0a, 0x00, 0x1a, 0x00),
    Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f),
    Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x10),
    Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x00),
    Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01),
    Uint8Array.of(0x80, 0x00),
    Uint8Array.of(0xc3, 0xa9),
    Uint8Array.of(0xed, 0xa0, 0x80),
    Uint8Array.of(0xf0, 0x9f, 0x98, 0x80),
    Uint8Array.of(0xef, 0xbb, 0xbf),
    Uint8Array.of(0x0b, 0x0c),
    Uint8Array.of(0x78, 0x01),
  ]);
