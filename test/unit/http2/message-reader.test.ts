import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageReader } from '../../../src/http2/message-reader.ts';
import { message } from '../../support/http2-frames.ts';

const CAP = 1000;

/** Feeds the chunks, and takes all that is whole after each one. The chunk is overwritten once it is pushed. */
function cut(chunks: readonly Uint8Array[], reader = new MessageReader(CAP)): string[] {
  const messages: string[] = [];
  for (const chunk of chunks) {
    const borrowed = Uint8Array.from(chunk);
    reader.push(borrowed, 0, borrowed.length);
    for (let next = reader.take(); next !== null; next = reader.take()) {
      messages.push(Buffer.from(next).toString('hex'));
    }
    reader.keep();
    borrowed.fill(0xee);
  }
  return messages;
}

const BODIES = ['', '61', '62'.repeat(20), '', '63'.repeat(7)];
const STREAM = Buffer.concat(BODIES.map((hex) => message(Buffer.from(hex, 'hex'))));

describe('MessageReader', () => {
  it('cuts the same messages from every pair of cuts', () => {
    for (let first = 0; first <= STREAM.length; first++) {
      for (let second = first; second <= STREAM.length; second++) {
        const parts = [STREAM.subarray(0, first), STREAM.subarray(first, second), STREAM.subarray(second)];
        expect(cut(parts)).toEqual(BODIES);
      }
    }
  });

  it('cuts the same messages one byte at a time', () => {
    expect(cut(Array.from(STREAM, (byte) => Uint8Array.of(byte)))).toEqual(BODIES);
  });

  it('is ready with a fault as soon as its prefix is there, asked for the first time too', () => {
    const reader = new MessageReader(0);
    reader.push(Buffer.from('0000000002', 'hex'), 0, 5);
    reader.keep();
    expect(reader.ready).toBe(true);
    expect(reader.fault).toBe('TOO_LARGE');
  });

  it('keeps what is not taken yet, and gives it later', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 10 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 500 })),
        (bodies, sizes) => {
          const bytes = Buffer.concat(bodies.map((body) => message(body)));
          const reader = new MessageReader(CAP);
          for (let at = 0; at < bytes.length; ) {
            const chunk = Uint8Array.from(bytes.subarray(at, at + (sizes.next().value ?? 1)));
            reader.push(chunk, 0, chunk.length);
            reader.keep();
            at += chunk.length;
            chunk.fill(0xee);
          }
          const taken: Uint8Array[] = [];
          for (let next = reader.take(); next !== null; next = reader.take()) taken.push(next);
          expect(taken.map((body) => Buffer.from(body).toString('hex'))).toEqual(
            bodies.map((body) => Buffer.from(body).toString('hex')),
          );
          expect(reader.heldBytes).toBe(0);
        },
      ),
    );
  });

  it('leaves messages that were taken alone while more arrives', () => {
    const reader = new MessageReader(CAP);
    const first = Buffer.concat([message(Buffer.from('one')), message(Buffer.from('two')).subarray(0, 6)]);
    reader.push(first, 0, 3);
    reader.keep();
    reader.push(first, 3, first.length);
    const one = reader.take();
    reader.keep();
    reader.push(Buffer.alloc(400, 0x2a), 0, 400);
    expect(Buffer.from(one ?? []).toString()).toBe('one');
  });

  it('takes a message at the cap, and refuses one above it from the prefix alone', () => {
    expect(cut([message(new Uint8Array(CAP))])).toHaveLength(1);
    const reader = new MessageReader(CAP);
    expect(cut([message(new Uint8Array(CAP + 1)).subarray(0, 5)], reader)).toEqual([]);
    expect(reader.fault).toBe('TOO_LARGE');
    expect(reader.heldBytes).toBe(5);
  });

  it('refuses a prefix that says 4 GiB without holding more than arrived', () => {
    const reader = new MessageReader(CAP);
    expect(cut([Uint8Array.of(0, 255, 255, 255, 255)], reader)).toEqual([]);
    expect(reader.fault).toBe('TOO_LARGE');
  });

  it.each([
    [1, 'COMPRESSED'],
    [2, 'BAD_FLAG'],
    [255, 'BAD_FLAG'],
  ])('refuses flag %i as %s, after the messages before it', (flag, fault) => {
    const reader = new MessageReader(CAP);
    expect(cut([Buffer.concat([message(Uint8Array.of(97)), message(Uint8Array.of(98), flag)])], reader)).toEqual([
      '61',
    ]);
    expect(reader.fault).toBe(fault);
    expect(reader.ready).toBe(true);
    expect(reader.take()).toBeNull();
  });

  it('tells how much is missing of a message, and makes no more room than that', () => {
    const reader = new MessageReader(2 ** 22);
    const length = 300_000;
    const whole = Buffer.alloc(5 + length, 7);
    whole.writeUIntBE(length, 0, 5);
    for (let at = 0; at < whole.length - 1; at += 16_384) {
      const end = Math.min(at + 16_384, whole.length - 1);
      reader.push(whole, at, end);
      reader.keep();
      expect(reader.missingBytes).toBe(whole.length - end);
    }
    reader.push(whole, whole.length - 1, whole.length);
    const message = reader.take();
    expect([message?.length, message?.buffer.byteLength]).toEqual([length, whole.length]);
    expect(reader.missingBytes).toBe(0);
  });
});
