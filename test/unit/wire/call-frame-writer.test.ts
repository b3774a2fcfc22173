import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asViews, decodeFrame, encodeFrame, type Frame, FrameReader, FrameWriter } from '../../../src/wire/index.ts';

const bytes = fc.uint8Array({ maxLength: 300 });
const text = fc.string({ maxLength: 200, unit: 'grapheme' });
const uint32 = fc.oneof(fc.constantFrom(0, 1, 127, 128, 16_383, 16_384, 2 ** 31, 2 ** 32 - 1), fc.nat(2 ** 31 - 1));
const metadata = fc.array(fc.record({ key: text, value: fc.oneof(text, bytes) }), { maxLength: 4 });
const failure = fc.record({
  reason: text,
  origin: fc.constantFrom('GATEWAY', 'BACKEND'),
  sent: fc.constantFrom('NEVER', 'MAYBE'),
  retryAfterMs: uint32,
});
const request = fc.record({
  service: text,
  method: text,
  timeoutMs: uint32,
  metadata,
  encoding: fc.nat(2),
  idempotent: fc.boolean(),
  payload: bytes,
});
const response = fc.record({
  status: uint32,
  message: text,
  metadata,
  trailers: metadata,
  details: bytes,
  failure: fc.option(failure),
  detailsJson: text,
  payload: bytes,
});
const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ kind: fc.constant('request'), seq: uint32, body: request }),
  fc.record({ kind: fc.constant('response'), seq: uint32, body: response }),
  fc.record({ kind: fc.constant('message'), seq: uint32, body: fc.record({ metadata, payload: bytes }) }),
);

function inOneWrite(frames: readonly Frame[]): Uint8Array {
  const writes: Uint8Array[] = [];
  const writer = new FrameWriter(
    () => {},
    (output) => {
      writes.push(output);
      return false;
    },
  );
  for (const each of frames) writer.append(each);
  writer.flush();
  return Buffer.concat(writes);
}

function read(output: Uint8Array): Frame[] {
  const frames: Frame[] = [];
  new FrameReader(
    2 ** 30,
    asViews((body) => frames.push(decodeFrame(body))),
  ).push(output);
  return frames;
}

describe('frames of calls', () => {
  it('mean the same as those of the generated codec', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 5 }), (frames) => {
        expect(read(inOneWrite(frames))).toEqual(frames.flatMap((each) => read(encodeFrame(each))));
      }),
    );
  });

  it('are as large as the sizes that they announce, however often the same metadata comes', () => {
    const shared = [{ key: 'server', value: 'x' }];
    const body = { metadata: shared, payload: Buffer.alloc(100) };
    const frames: Frame[] = Array.from({ length: 3 }, (_, seq) => ({ kind: 'message', seq, body }));
    const other: Frame = { kind: 'message', seq: 9, body: { ...body, metadata: [{ key: 'server', value: 'y' }] } };
    expect(read(inOneWrite([...frames, other, ...frames]))).toEqual([...frames, other, ...frames]);
  });

  it('leave out what has its default value', () => {
    const body = { metadata: [], payload: new Uint8Array(0) };
    expect([...inOneWrite([{ kind: 'message', seq: 1, body }])]).toEqual([4, 0x08, 1, 0x52, 0]);
  });
});
