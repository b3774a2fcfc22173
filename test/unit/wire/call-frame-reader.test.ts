import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallFrameReader, decodeFrame, encodeFrame, type Frame } from '../../../src/wire/index.ts';

const bytes = fc.uint8Array({ maxLength: 40 });
const text = fc.oneof(
  fc.string({ maxLength: 120, unit: 'binary-ascii' }),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
);
const uint32 = fc.oneof(fc.constantFrom(0, 1, 127, 128, 16_383, 16_384, 2 ** 31, 2 ** 32 - 1), fc.nat(2 ** 31 - 1));
const metadata = fc.array(fc.record({ key: text, value: fc.oneof(text, bytes) }), { maxLength: 3 });
const request = fc.record({
  service: text,
  method: text,
  timeoutMs: uint32,
  metadata,
  encoding: fc.nat(2),
  idempotent: fc.boolean(),
  payload: bytes,
});
const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ kind: fc.constant('request'), seq: uint32, body: request }),
  fc.record({ kind: fc.constant('message'), seq: uint32, body: fc.record({ metadata, payload: bytes }) }),
  fc.record({ kind: fc.constant('cancel'), seq: uint32 }),
);
/** Where to write, and what. */
const mutations = fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 4 });

/** As a socket hands it out. */
function bodyOf(each: Frame): Buffer {
  const encoded = Buffer.from(encodeFrame(each));
  return encoded.subarray(encoded.findIndex((byte) => byte < 0x80) + 1);
}

/** What bytes are told by is the same for each kind of array. */
function outcome(read: () => Frame): string {
  try {
    return JSON.stringify(plain(read()));
  } catch (cause) {
    return `${cause}`;
  }
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)]));
}

describe('the reader of call frames', () => {
  const reader = new CallFrameReader();

  it('reads each frame as the generated codec does, in one reader for all', () => {
    fc.assert(
      fc.property(frame, (each) => {
        const body = bodyOf(each);
        expect(outcome(() => reader.read(body))).toBe(outcome(() => decodeFrame(body)));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads broken frames as the generated codec does, to the same error', () => {
    fc.assert(
      fc.property(frame, mutations, fc.nat(2000), (each, changes, cut) => {
        const whole = bodyOf(each);
        for (const [at, byte] of changes) whole[at % whole.length] = byte;
        const body = whole.subarray(0, 1 + (cut % whole.length));
        expect(outcome(() => reader.read(body))).toBe(outcome(() => decodeFrame(body)));
      }),
      { numRuns: 5000 },
    );
  });

  it('reads a frame that stands among others as if it stood alone', () => {
    fc.assert(
      fc.property(
        frame,
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ maxLength: 300 }),
        (each, before, behind) => {
          const body = bodyOf(each);
          const chunk = Buffer.concat([before, body, behind]);
          const read = () => reader.read(chunk, before.length, before.length + body.length);
          expect(outcome(read)).toBe(outcome(() => decodeFrame(body)));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reads a frame that is cut off to the same error, though what is missing stands behind it', () => {
    fc.assert(
      fc.property(frame, fc.nat(2000), (each, cut) => {
        const body = bodyOf(each);
        const end = 1 + (cut % body.length);
        expect(outcome(() => reader.read(body, 0, end))).toBe(outcome(() => decodeFrame(body.subarray(0, end))));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same string for the same name, and a payload that is no copy', () => {
    const body = bodyOf({
      kind: 'request',
      seq: 1,
      body: {
        service: 'shop.v1.OrderService',
        method: 'GetOrder',
        timeoutMs: 0,
        metadata: [],
        encoding: 1,
        idempotent: false,
        payload: Uint8Array.of(1, 2, 3),
      },
    });
    const read = reader.read(body);
    expect(read.kind === 'request' && read.body.payload.buffer).toBe(body.buffer);
    expect(outcome(() => reader.read(body))).toBe(outcome(() => decodeFrame(body)));
  });

  it('takes names that share a place in its cache for what they are', () => {
    const names = Array.from({ length: 3000 }, (_, index) => `shop.v1.Service${index}`);
    const read = [...names, ...names].map((service) =>
      reader.read(
        bodyOf({
          kind: 'request',
          seq: 1,
          body: {
            service,
            method: 'Get',
            timeoutMs: 0,
            metadata: [],
            encoding: 0,
            idempotent: false,
            payload: Uint8Array.of(),
          },
        }),
      ),
    );
    expect(read.map((each) => each.kind === 'request' && each.body.service)).toEqual([...names, ...names]);
  });
});
