import { describe, expect, it } from 'vitest';
import { NO_METADATA, OK_END } from '../../../src/status/index.ts';
import { encodeFrame, endedResponse, type Frame, FrameMemory, FrameWriter } from '../../../src/wire/index.ts';

const response = (seq: number, bytes: number): Frame => ({
  kind: 'response',
  seq,
  body: endedResponse(OK_END, NO_METADATA, new Uint8Array(bytes).fill(seq)),
});

/** Two writers of one memory. `done`: whether writes are done when they return. */
function harness(done: boolean) {
  let allocated = 0;
  const memory = new FrameMemory((byteCount) => {
    allocated++;
    return new Uint8Array(byteCount);
  });
  const writes: Uint8Array[] = [];
  const writer = () =>
    new FrameWriter(
      () => {},
      (bytes) => {
        writes.push(done ? bytes.slice() : bytes);
        return done;
      },
      { memory, writePieces: (pieces) => writes.push(...pieces) },
    );
  return { writers: [writer(), writer()], writes, allocated: () => allocated };
}

/** Each writer writes a turn, in turn, so many times. What all should come to. */
function writeTurns(writers: readonly FrameWriter[], turns: number, payloadBytes: number): Buffer {
  const expected: Uint8Array[] = [];
  for (let seq = 1; seq <= turns; seq++) {
    const frame = response(seq, payloadBytes);
    for (const writer of writers) {
      writer.append(frame);
      expected.push(encodeFrame(frame));
    }
    for (const writer of writers) writer.flush();
  }
  return Buffer.concat(expected);
}

describe('the memory of frames', () => {
  it('is used again by all writers once what they wrote is done with', () => {
    const { writers, writes, allocated } = harness(true);
    const expected = writeTurns(writers, 50, 100);
    expect(Buffer.concat(writes)).toEqual(expected);
    expect(allocated()).toBe(2);
  });

  it('is never used again while a write is not done', () => {
    const { writers, writes } = harness(false);
    const expected = writeTurns(writers, 50, 100);
    expect(Buffer.concat(writes)).toEqual(expected);
  });

  it('is never used again where a payload went by reference', () => {
    const { writers, writes } = harness(true);
    const expected = writeTurns(writers, 10, 40_000);
    expect(Buffer.concat(writes)).toEqual(expected);
  });

  it('keeps no buffer that a large turn made large', () => {
    const { writers, allocated } = harness(true);
    writeTurns(writers, 1, 30_000);
    const before = allocated();
    writeTurns(writers, 1, 10);
    expect(allocated()).toBe(before + 2);
  });

  it('keeps a bounded number of buffers', () => {
    let allocated = 0;
    const memory = new FrameMemory((byteCount) => {
      allocated++;
      return new Uint8Array(byteCount);
    });
    const many = Array.from({ length: 1000 }, () => memory.take(512));
    for (const buffer of many) memory.giveBack(buffer);
    for (let count = 0; count < 1000; count++) memory.take(512);
    expect(allocated).toBe(1000 + 1000 - 256);
  });
});
