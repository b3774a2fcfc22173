import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestGate } from '../../../src/consul/request-gate.ts';

describe('a request gate', () => {
  it('lets the burst through at once, and then one in each period', () => {
    const gate = new RequestGate(1000, 2);
    expect([gate.take(5000), gate.take(5000), gate.take(5000), gate.take(5000)]).toEqual([0, 0, 1000, 2000]);
  });

  it('has the whole burst again after it was left alone', () => {
    const gate = new RequestGate(1000, 2);
    for (let count = 0; count < 3; count++) gate.take(0);
    expect([gate.take(10_000), gate.take(10_000), gate.take(10_000)]).toEqual([0, 0, 1000]);
  });

  it('never lets more through than the burst and one in each period, whenever it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { minLength: 1, maxLength: 60 }), (gaps) => {
        const gate = new RequestGate(1000, 2);
        let now = 0;
        const times = gaps.map((gap) => {
          now += gap;
          now += gate.take(now);
          return now;
        });
        for (const from of times) {
          for (const seconds of [1, 5, 20]) {
            const within = times.filter((time) => time >= from && time < from + seconds * 1000).length;
            expect(within).toBeLessThanOrEqual(seconds + 1);
          }
        }
      }),
    );
  });
});
