import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Http2FrameReader } from '../../../src/http2/frame-reader.ts';
import { Http2Error } from '../../../src/http2/http2-error.ts';
import { frame } from '../../support/http2-frames.ts';

interface Seen {
  readonly type: number;
  readonly flags: number;
  readonly streamId: number;
  readonly payload: string;
}

function reading(maxPayloadBytes = 16_384) {
  const seen: Seen[] = [];
  const views: Uint8Array[] = [];
  const reader = new Http2FrameReader(maxPayloadBytes, (type, flags, streamId, bytes, start, end) => {
    seen.push({ type, flags, streamId, payload: Buffer.from(bytes.subarray(start, end)).toString('hex') });
    views.push(bytes);
  });
  return { reader, seen, views };
}

const STREAM = Buffer.concat([
  frame(4, 0, 0, Buffer.alloc(0)),
  frame(1, 4, 1, Buffer.from('8889', 'hex')),
  frame(0, 0, 1, Buffer.from('0000000003616263', 'hex')),
  frame(99, 255, 2 ** 31 - 1, Buffer.from([7])),
  frame(1, 5, 1, Buffer.from('40', 'hex')),
]);

const EXPECTED: readonly Seen[] = [
  { type: 4, flags: 0, streamId: 0, payload: '' },
  { type: 1, flags: 4, streamId: 1, payload: '8889' },
  { type: 0, flags: 0, streamId: 1, payload: '0000000003616263' },
  { type: 99, flags: 255, streamId: 2 ** 31 - 1, payload: '07' },
  { type: 1, flags: 5, streamId: 1, payload: '40' },
];

describe('Http2FrameReader', () => {
  it('reads frames that arrive in one chunk', () => {
    const { reader, seen } = reading();
    reader.push(STREAM);
    expect(seen).toEqual(EXPECTED);
  });

  it('reads the same frames from every pair of cuts', () => {
    for (let first = 0; first <= STREAM.length; first++) {
      for (let second = first; second <= STREAM.length; second++) {
        const { reader, seen } = reading();
        for (const part of [STREAM.subarray(0, first), STREAM.subarray(first, second), STREAM.subarray(second)]) {
          reader.push(part);
        }
        expect(seen).toEqual(EXPECTED);
        expect(reader.heldBytes).toBe(0);
      }
    }
  });

  it('reads the same frames one byte at a time', () => {
    const { reader, seen } = reading();
    for (const byte of STREAM) reader.push(Uint8Array.of(byte));
    expect(seen).toEqual(EXPECTED);
  });

  it('reads any frames from any chunking', () => {
    const frames = fc.array(
      fc.record({
        type: fc.integer({ min: 0, max: 255 }),
        flags: fc.integer({ min: 0, max: 255 }),
        streamId: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        payload: fc.uint8Array({ maxLength: 300 }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(frames, fc.infiniteStream(fc.integer({ min: 1, max: 64 })), (made, sizes) => {
        const bytes = Buffer.concat(made.map((one) => frame(one.type, one.flags, one.streamId, one.payload)));
        const { reader, seen } = reading();
        for (let at = 0; at < bytes.length; ) {
          const size = sizes.next().value ?? 1;
          reader.push(Uint8Array.from(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(seen).toEqual(made.map((one) => ({ ...one, payload: Buffer.from(one.payload).toString('hex') })));
      }),
    );
  });

  it('hands out what arrived whole without a copy', () => {
    const { reader, views } = reading();
    reader.push(STREAM);
    expect(views.every((bytes) => bytes === STREAM)).toBe(true);
  });

  it('ignores the reserved bit of the stream id', () => {
    const { reader, seen } = reading();
    const bytes = frame(0, 0, 5, Buffer.alloc(0));
    bytes[5] = 0x80;
    reader.push(bytes);
    expect(seen[0]?.streamId).toBe(5);
  });

  it('takes a payload at the cap', () => {
    const { reader, seen } = reading(100);
    reader.push(frame(0, 0, 1, Buffer.alloc(100)));
    expect(seen).toHaveLength(1);
  });

  it('refuses a payload above the cap from its header alone, in one piece or cut', () => {
    const header = frame(0, 0, 1, Buffer.alloc(101)).subarray(0, 9);
    for (let cut = 0; cut < 9; cut++) {
      const { reader, seen } = reading(100);
      reader.push(header.subarray(0, cut));
      expect(() => reader.push(header.subarray(cut))).toThrow(Http2Error);
      expect(seen).toEqual([]);
      expect(reader.heldBytes).toBeLessThan(16);
    }
  });

  it('hands out nothing once it was stopped, even within a chunk', () => {
    const seen: number[] = [];
    const reader = new Http2FrameReader(100, (type) => {
      seen.push(type);
      reader.stop();
    });
    reader.push(STREAM);
    reader.push(STREAM);
    expect(seen).toEqual([4]);
  });
});
