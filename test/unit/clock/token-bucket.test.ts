import { describe, expect, it } from 'vitest';
import { TokenBucket } from '../../../src/clock/index.ts';

function takenOf(bucket: TokenBucket, attempts: number, nowMs: number): number {
  let taken = 0;
  for (let index = 0; index < attempts; index++) if (bucket.take(nowMs)) taken++;
  return taken;
}

describe('a token bucket', () => {
  it('gives its burst at once and nothing more', () => {
    expect(takenOf(new TokenBucket(10, 5, 0), 100, 0)).toBe(5);
  });

  it('fills at its rate, and never above its burst', () => {
    const bucket = new TokenBucket(10, 5, 0);
    takenOf(bucket, 5, 0);
    expect(takenOf(bucket, 100, 200)).toBe(2);
    expect(takenOf(bucket, 100, 1_000_000)).toBe(5);
  });

  it('gives its rate over a long time, however often it is asked', () => {
    const bucket = new TokenBucket(10, 5, 0);
    let taken = 0;
    for (let nowMs = 0; nowMs < 10_000; nowMs++) taken += takenOf(bucket, 1, nowMs);
    expect(taken).toBeGreaterThanOrEqual(103);
    expect(taken).toBeLessThanOrEqual(105);
  });
});
