import { describe, expect, it } from 'vitest';
import { OutlierWatch } from '../../../src/backend/outlier-watch.ts';
import { lanesOf } from '../../support/endpoint-lanes.ts';

const POLICY = { consecutiveFailures: 3, slowFactor: 10, ejectMs: 1000 };

function open(count: number, policy = POLICY) {
  const lanes = lanesOf(...Array.from({ length: count }, () => ({})));
  const watch = new OutlierWatch(policy);
  const clock = { nowMs: 10_000 };
  const ended = (index: number, outcome: 'failed' | 'answered' | 'given-up', tookMs: number) => {
    const lane = lanes[index];
    if (lane === undefined) throw new Error('no such lane');
    return watch.ended(lane, lanes, outcome, tookMs, clock.nowMs);
  };
  const fail = (index: number, times: number) => {
    for (let time = 0; time < times; time++) ended(index, 'failed', 1);
  };
  const answer = (index: number, tookMs: number, times = 1) => {
    for (let time = 0; time < times; time++) {
      clock.nowMs += 10;
      ended(index, 'answered', tookMs);
    }
  };
  const ejected = () => lanes.map(({ ejectedUntilMs }) => ejectedUntilMs !== 0);
  return { lanes, clock, ended, fail, answer, ejected };
}

describe('the watch over outliers', () => {
  it('ejects an endpoint that fails so often in a row, and none that succeeds in between', () => {
    const { fail, answer, ejected } = open(3);
    fail(0, 2);
    answer(0, 1);
    fail(0, 2);
    expect(ejected()).toEqual([false, false, false]);
    fail(0, 1);
    expect(ejected()).toEqual([true, false, false]);
  });

  it.each([
    [1, 0],
    [2, 1],
    [3, 1],
    [4, 2],
  ])('of %i endpoints that all fail ejects %i', (count, most) => {
    const { fail, ejected } = open(count);
    for (let index = 0; index < count; index++) fail(index, 10);
    expect(ejected().filter((each) => each)).toHaveLength(most);
  });

  it('lets an endpoint back in after its time, and ejects it for twice as long when it fails at once', () => {
    const { lanes, clock, fail, answer, ejected } = open(3);
    fail(0, 3);
    clock.nowMs += 999;
    answer(1, 1);
    clock.nowMs += 300;
    answer(1, 1);
    expect(ejected()).toEqual([false, false, false]);
    fail(0, 1);
    expect(lanes[0]?.lastEjectedForMs).toBe(2000);
  });

  it('forgets what an endpoint was ejected for when it has been in good order for long', () => {
    const { lanes, clock, fail, answer } = open(3);
    fail(0, 3);
    clock.nowMs += 12_000;
    answer(0, 1);
    fail(0, 3);
    expect(lanes[0]?.lastEjectedForMs).toBe(1000);
  });

  it('ejects an endpoint that is a hundred times slower than the others', () => {
    const { answer, ejected } = open(3);
    for (let round = 0; round < 30; round++) {
      answer(0, 500);
      answer(1, 5);
      answer(2, 6);
    }
    expect(ejected()).toEqual([true, false, false]);
  });

  it('takes a call that its caller gave up for as slow as it was, and not for a quick answer', () => {
    const { lanes, clock, answer, ended, ejected } = open(2);
    answer(1, 5, 10);
    for (let round = 0; round < 10; round++) {
      clock.nowMs += 100;
      ended(0, 'given-up', 1000);
      ended(0, 'given-up', 1);
    }
    expect(lanes[0]?.answerMs).toBe(1000);
    expect(ejected()).toEqual([true, false]);
  });

  it('lets small differences be', () => {
    const { answer, ejected } = open(2);
    for (let round = 0; round < 50; round++) {
      answer(0, 40);
      answer(1, 0.5);
    }
    expect(ejected()).toEqual([false, false]);
  });

  it('does nothing where the policy says so', () => {
    const { answer, fail, ejected } = open(2, { ...POLICY, consecutiveFailures: 0, slowFactor: 0 });
    fail(1, 100);
    answer(0, 5000, 50);
    answer(1, 1, 50);
    expect(ejected()).toEqual([false, false]);
  });
});
