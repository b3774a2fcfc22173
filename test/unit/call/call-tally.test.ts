import { describe, expect, it } from 'vitest';
import { CallTally, DURATION_BUCKETS_SECONDS, MethodTally } from '../../../src/call/index.ts';
import { STATUS } from '../../../src/status/index.ts';

describe('the tally of a method', () => {
  it('counts each call under its code, and under the first bucket that it fits', () => {
    const tally = new MethodTally('a.Service', 'Get');
    tally.callEnded(STATUS.OK, 0.5);
    tally.callEnded(STATUS.NOT_FOUND, 0.6);
    tally.callEnded(STATUS.OK, 1e9);
    expect([tally.ended, tally.endedByCode[STATUS.OK], tally.endedByCode[STATUS.NOT_FOUND]]).toEqual([3, 2, 1]);
    expect([tally.endedByBucket[0], tally.endedByBucket[1], tally.endedByBucket.at(-1)]).toEqual([1, 1, 1]);
    expect(tally.endedByBucket).toHaveLength(DURATION_BUCKETS_SECONDS.length + 1);
    expect(tally.totalMs).toBeCloseTo(1e9 + 1.1);
  });

  it.each([-1, 17, 999])('counts the code %d, which does not exist, as UNKNOWN', (code) => {
    const tally = new MethodTally('a.Service', 'Get');
    tally.callEnded(code, 1);
    expect(tally.endedByCode[STATUS.UNKNOWN]).toBe(1);
    expect(tally.endedByCode).toHaveLength(17);
  });
});

describe('the tally of all calls', () => {
  it('has one tally for a path, whichever revision asks', () => {
    const all = new CallTally(10);
    expect(all.of('/a/Get', 'a', 'Get')).toBe(all.of('/a/Get', 'a', 'Get'));
  });

  it('folds methods beyond its cap into one, and keeps those that it has', () => {
    const all = new CallTally(2);
    const kept = all.of('/a/1', 'a', '1');
    all.of('/a/2', 'a', '2');
    expect(all.of('/a/3', 'a', '3')).toBe(all.other);
    expect(all.of('/a/1', 'a', '1')).toBe(kept);
    expect([...all.entries()].map(({ service, method }) => `${service}/${method}`)).toEqual([
      'a/1',
      'a/2',
      '_OTHER/_OTHER',
    ]);
  });
});
