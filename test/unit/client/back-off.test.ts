import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BackOff } from '../../../src/client/back-off.ts';

describe('the back-off', () => {
  it('doubles its ceiling with each attempt, up to the most', () => {
    const backOff = new BackOff({ minDelayMs: 100, maxDelayMs: 1000, random: () => 0.999_999 });
    const delays = [1, 2, 3, 4, 5, 6].map(() => Math.round(backOff.nextDelayMs(0)));
    expect(delays).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  it('starts anew after a reset', () => {
    const backOff = new BackOff({ minDelayMs: 100, maxDelayMs: 1000, random: () => 0.5 });
    backOff.nextDelayMs(0);
    backOff.nextDelayMs(0);
    backOff.reset();
    expect(backOff.attempts).toBe(0);
    expect(backOff.nextDelayMs(0)).toBe(50);
  });

  it('draws from the whole range, never past the ceiling, and never before the gateway allows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        fc.nat(10_000),
        fc.integer({ min: 1, max: 2000 }),
        (drawn, retryAfterMs, attempts) => {
          const backOff = new BackOff({ minDelayMs: 100, maxDelayMs: 30_000, random: () => drawn });
          for (let attempt = 0; attempt < attempts; attempt++) {
            const delayMs = backOff.nextDelayMs(retryAfterMs);
            expect(delayMs).toBeGreaterThanOrEqual(retryAfterMs);
            expect(delayMs).toBeLessThanOrEqual(retryAfterMs + 30_000);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
