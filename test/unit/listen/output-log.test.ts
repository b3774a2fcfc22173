import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LogBudget, OutputLog } from '../../../src/listen/index.ts';
import { encodeFrame } from '../../../src/wire/index.ts';

const PLENTY = 2 ** 20;
const budget = (maxBytes = PLENTY): LogBudget => ({ maxBytes, bytes: 0 });
const noAsking = () => {};
/** A frame of about so many bytes. */
const frame = (seq: number, bytes = 0) =>
  Buffer.from(encodeFrame({ kind: 'message', seq, body: { metadata: [], payload: new Uint8Array(bytes) } }));
const seqs = (log: OutputLog) => log.frames().map(({ seq }) => seq);

describe('an output log', () => {
  it('reads frames that begin in one piece and end in another', () => {
    const log = new OutputLog(PLENTY, budget(), noAsking);
    const bytes = Buffer.concat([frame(1), frame(2, 200), frame(3)]);
    log.addPieces([bytes.subarray(0, 3), bytes.subarray(3, 150), bytes.subarray(150)]);
    log.add(frame(4));
    expect(seqs(log)).toEqual([1, 2, 3, 4]);
  });

  it('lets go of what was written before a Ping that is answered, and keeps what came after', () => {
    const log = new OutputLog(PLENTY, budget(), noAsking);
    log.add(frame(1, 300));
    log.mark();
    log.add(frame(2, 300));
    log.release();
    log.release();
    expect(seqs(log)).toEqual([2]);
  });

  it('has no memory when it keeps nothing, and little when it keeps little', () => {
    const all = budget();
    const log = new OutputLog(PLENTY, all, noAsking);
    expect(all.bytes).toBe(0);
    for (let seq = 1; seq <= 100; seq++) log.add(frame(seq, 1000));
    expect(all.bytes).toBeGreaterThan(100_000);
    log.mark();
    log.add(frame(101));
    log.release();
    log.release();
    expect([seqs(log), all.bytes]).toEqual([[101], 512]);
    log.clear();
    expect([seqs(log), all.bytes]).toEqual([[], 0]);
  });

  it('keeps its memory from one Pong to the next where it needs it again', () => {
    const all = budget();
    const log = new OutputLog(PLENTY, all, noAsking);
    const sizes = [];
    for (let round = 0; round < 3; round++) {
      for (let seq = 1; seq <= 10; seq++) log.add(frame(seq, 1000));
      log.mark();
      log.release();
      sizes.push(all.bytes);
    }
    expect(sizes).toEqual([16_384, 16_384, 16_384]);
    log.release();
    expect(all.bytes).toBe(0);
  });

  it('asks for a Ping once 16 KiB have none behind them, until one goes out', () => {
    let asked = 0;
    const log = new OutputLog(PLENTY, budget(), () => asked++);
    log.add(frame(1, 16_000));
    expect(asked).toBe(0);
    log.addPieces([frame(2, 1000)]);
    log.add(frame(3));
    expect(asked).toBe(2);
    log.mark();
    log.add(frame(4, 16_000));
    expect(asked).toBe(2);
  });

  it('keeps the newest of what all may keep, where others have the rest', () => {
    const all = budget(2048);
    const first = new OutputLog(PLENTY, all, noAsking);
    for (let seq = 1; seq <= 10; seq++) first.add(frame(seq, 100));
    const second = new OutputLog(PLENTY, all, noAsking);
    for (let seq = 1; seq <= 10; seq++) second.add(frame(seq, 1000));
    expect(all.bytes).toBeLessThanOrEqual(2048);
    expect(seqs(first)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(seqs(second)).toEqual([]);
    second.add(frame(11));
    expect(seqs(second)).toEqual(all.bytes < 2048 ? [11] : []);
  });

  it('is what a plain list of frames would be, whatever is written, marked and let go of', () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('add'),
          sizes: fc.array(fc.nat(400), { minLength: 1, maxLength: 4 }),
          cut: fc.nat(900),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('mark'), sizes: fc.constant([0]), cut: fc.constant(0) }) },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('release'), sizes: fc.constant([0]), cut: fc.constant(0) }),
      },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 300, max: 3000 }), (steps, maxBytes) => {
        const log = new OutputLog(maxBytes, budget(), noAsking);
        let kept: { seq: number; bytes: number; marked: boolean }[] = [];
        let seq = 0;
        for (const { kind, sizes, cut } of steps) {
          if (kind === 'mark') {
            log.mark();
            for (const each of kept) each.marked = true;
          } else if (kind === 'release') {
            log.release();
            kept = kept.filter(({ marked }) => !marked);
          } else {
            const frames = sizes.map((bytes) => frame(++seq, bytes));
            const whole = Buffer.concat(frames);
            if (cut % 2 === 0) log.add(whole);
            else log.addPieces([whole.subarray(0, cut), whole.subarray(cut)]);
            kept.push(
              ...frames.map(({ length }, at) => ({ seq: seq - sizes.length + 1 + at, bytes: length, marked: false })),
            );
            if (whole.length > maxBytes) kept = [];
            while (kept.reduce((sum, { bytes }) => sum + bytes, 0) > maxBytes) kept.shift();
          }
          expect(seqs(log)).toEqual(kept.map((each) => each.seq));
          expect(log.bytes).toBe(kept.reduce((sum, { bytes }) => sum + bytes, 0));
        }
      }),
    );
  });
});
