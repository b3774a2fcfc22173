import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asViews, FrameReader, WireError } from '../../../src/wire/index.ts';

const CAP = 4 * 1024 * 1024;

function delimited(body: Uint8Array): Uint8Array {
  const prefix: number[] = [];
  let rest = body.length;
  do {
    prefix.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  const frame = new Uint8Array(prefix.length + body.length);
  frame.set(prefix);
  frame.set(body, prefix.length);
  return frame;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function read(chunks: readonly Uint8Array[], cap = CAP): Uint8Array[] {
  const bodies: Uint8Array[] = [];
  const reader = new FrameReader(
    cap,
    asViews((body) => bodies.push(body)),
  );
  for (const chunk of chunks) reader.push(chunk);
  return bodies;
}

/** As text: comparing it is far quicker than comparing arrays. */
function hex(parts: readonly Uint8Array[]): string[] {
  return parts.map((part) => Buffer.from(part).toString('hex'));
}

function closeCodeOf(bytes: readonly number[], cap = CAP): number | null {
  try {
    read([Uint8Array.from(bytes)], cap);
    return null;
  } catch (cause) {
    if (cause instanceof WireError) return cause.closeCode;
    throw cause;
  }
}

const bodies = [1, 2, 127, 128, 129, 300].map((length) => new Uint8Array(length).map((_, index) => index + length));
const stream = join(bodies.map(delimited));

describe('a frame reader', () => {
  it('hands out the same frames for every pair of cuts', () => {
    const short = join(bodies.slice(0, 4).map(delimited));
    for (let first = 0; first <= short.length; first++) {
      for (let second = first; second <= short.length; second += 7) {
        const got = read([short.subarray(0, first), short.subarray(first, second), short.subarray(second)]);
        expect(hex(got)).toEqual(hex(bodies.slice(0, 4)));
      }
    }
  });

  it('hands out the same frames one byte at a time, and all in one chunk', () => {
    expect(read([...stream].map((byte) => Uint8Array.of(byte)))).toEqual(bodies);
    expect(read([stream])).toEqual(bodies);
  });

  it('hands out the same frames for any bodies and any chunking', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 600 }), { maxLength: 20 }),
        fc.array(fc.nat(1000), { maxLength: 50 }),
        (anyBodies, sizes) => {
          const whole = join(anyBodies.map(delimited));
          const chunks: Uint8Array[] = [];
          let at = 0;
          for (const size of sizes) {
            chunks.push(whole.subarray(at, at + size));
            at = Math.min(whole.length, at + size);
          }
          chunks.push(whole.subarray(at));
          expect(hex(read(chunks))).toEqual(hex(anyBodies));
        },
      ),
    );
  });

  it('either hands out frames or throws a WireError, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat(2000), (bytes, cut) => {
        const attempt = () => read([bytes.subarray(0, cut), bytes.subarray(cut)], 500);
        try {
          for (const body of attempt()) expect(body.length).toBeLessThanOrEqual(500);
        } catch (cause) {
          expect(cause).toBeInstanceOf(WireError);
        }
      }),
    );
  });

  it('does not copy a body that arrived whole', () => {
    const chunk = delimited(new Uint8Array(100));
    const [body] = read([chunk]);
    expect(body?.buffer).toBe(chunk.buffer);
  });

  it('takes a body at the cap, cut after the third byte of its prefix', () => {
    const body = new Uint8Array(2 * 1024 * 1024).fill(7);
    const frame = delimited(body);
    const three = join([frame, frame, frame]);
    for (const cut of [3, frame.length + 3, 2 * frame.length + 3]) {
      const got = read([three.subarray(0, cut), three.subarray(cut)], body.length);
      expect(got.map((each) => Buffer.compare(each, body))).toEqual([0, 0, 0]);
    }
  });

  it('refuses a length above the cap from the prefix alone', () => {
    expect(closeCodeOf([0x65], 100)).toBe(4501);
    expect(closeCodeOf([0xff, 0xff, 0xff, 0xff, 0x07])).toBe(4501);
    expect(closeCodeOf([0xff, 0xff, 0xff, 0xff, 0x0f])).toBe(4501);
  });

  it('refuses a prefix that is no varint32', () => {
    expect(closeCodeOf([0x80, 0x80, 0x80, 0x80, 0x80])).toBe(4500);
    expect(closeCodeOf([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01])).toBe(4500);
    expect(closeCodeOf([0x80, 0x80, 0x80, 0x80, 0x10])).toBe(4500);
  });

  it('refuses a frame without a byte', () => {
    expect(closeCodeOf([0x00])).toBe(4500);
    expect(closeCodeOf([0x80, 0x00])).toBe(4500);
  });

  it('holds no more than a few times what arrived of an announced body', () => {
    const reader = new FrameReader(CAP, () => {});
    reader.push(delimited(new Uint8Array(CAP)).subarray(0, 4));
    expect(reader.heldBytes).toBe(0);
    reader.push(new Uint8Array(10));
    expect(reader.heldBytes).toBeLessThanOrEqual(512);
    reader.push(new Uint8Array(10_000));
    expect(reader.heldBytes).toBeLessThanOrEqual(2 * 10_010);
    reader.push(new Uint8Array(20_000));
    expect(reader.heldBytes).toBeLessThanOrEqual(4 * 30_010);
    reader.push(new Uint8Array(30_000));
    expect(reader.heldBytes).toBeLessThanOrEqual(32 * 60_010);
  });

  it('hands out nothing after it was stopped, even from the same chunk', () => {
    const got: number[] = [];
    const reader = new FrameReader(
      CAP,
      asViews((body) => {
        got.push(body.length);
        reader.stop();
      }),
    );
    reader.push(stream);
    reader.push(stream);
    expect(got).toEqual([1]);
  });

  it('takes a larger cap for the next frame', () => {
    const got: number[] = [];
    const reader = new FrameReader(
      10,
      asViews((body) => {
        got.push(body.length);
        reader.maxFrameBytes = 300;
      }),
    );
    reader.push(join([delimited(new Uint8Array(5)), delimited(new Uint8Array(300))]));
    expect(got).toEqual([5, 300]);
  });
});
