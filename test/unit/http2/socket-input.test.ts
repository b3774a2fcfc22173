import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeBackend } from '../../../fuzz/targets/fake-backend.ts';
import { SocketInput } from '../../../src/http2/socket-input.ts';

/** Reads `bytes` as a socket does. Returns how many were taken at once. */
function read(input: SocketInput, bytes: Uint8Array): number {
  const room = input.buffer();
  const part = bytes.subarray(0, room.length);
  room.set(part);
  input.callback(part.length);
  return part.length;
}

describe('the input of a socket', () => {
  it('is read into again where nothing of it is kept', () => {
    const input = new SocketInput();
    input.take = () => false;
    const memory = new Set<ArrayBufferLike>();
    for (let count = 0; count < 1000; count++) {
      read(input, new Uint8Array(1000));
      memory.add(input.buffer().buffer);
    }
    expect(memory.size).toBe(1);
  });

  it('is never written over where it is kept, whatever else is read', () => {
    const reads = fc.array(fc.record({ size: fc.integer({ min: 1, max: 20_000 }), kept: fc.boolean() }), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(reads, (all) => {
        const input = new SocketInput();
        const keptChunks: { chunk: Uint8Array; copy: Uint8Array }[] = [];
        let kept = false;
        input.take = (chunk) => {
          if (kept) keptChunks.push({ chunk, copy: chunk.slice() });
          return kept;
        };
        let value = 0;
        for (const each of all) {
          kept = each.kept;
          for (let left = each.size; left > 0; ) left -= read(input, new Uint8Array(left).fill(++value));
          input.buffer().fill(0xee);
        }
        for (const { chunk, copy } of keptChunks) expect(chunk).toEqual(copy);
      }),
    );
  });

  it('is known to be kept by a connection whose calls get views of it', () => {
    const frame = (type: number, flags: number, streamId: number, payload: readonly number[]) =>
      Uint8Array.of(0, 0, payload.length, type, flags, 0, 0, 0, streamId, ...payload);
    const message = (...bytes: number[]) => [0, 0, 0, 0, bytes.length, ...bytes];
    // `:status: 200` and `content-type: application/grpc`, as RFC 7541 writes them without a table.
    const headers = [0x88, 0x0f, 0x10, 16, ...Buffer.from('application/grpc')];
    for (const messages of [message(1, 2, 3), [...message(1, 2, 3), ...message(4, 5)]]) {
      const backend = new FakeBackend();
      // The call that has credit for two answers.
      backend.push(frame(4, 0, 0, []));
      backend.push(frame(1, 4, 7, headers));
      backend.push(frame(0, 0, 7, messages));
      backend.end();
      const told = backend.records[3]?.told ?? [];
      expect(told.filter((each) => each instanceof Uint8Array).map((each) => [...each])).toEqual(
        messages.length > 10
          ? [
              [1, 2, 3],
              [4, 5],
            ]
          : [[1, 2, 3]],
      );
    }
  });

  it('grows with what comes at once, up to 128 KiB', () => {
    const input = new SocketInput();
    input.take = () => false;
    const sizes: number[] = [];
    for (let count = 0; count < 5; count++) sizes.push(read(input, new Uint8Array(1_000_000)));
    expect(sizes).toEqual([8192, 32_768, 131_072, 131_072, 131_072]);
  });

  it('always has room for a good deal', () => {
    const input = new SocketInput();
    input.take = () => true;
    for (let count = 0; count < 1000; count++) {
      expect(input.buffer().length).toBeGreaterThanOrEqual(2048);
      read(input, new Uint8Array(700));
    }
  });
});
