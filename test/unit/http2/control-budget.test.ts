import { describe, expect, it } from 'vitest';
import { ControlBudget } from '../../../src/http2/control-budget.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function spend(budget: ControlBudget, most: number): number {
  for (let count = 0; count < most; count++) {
    try {
      budget.spend();
    } catch {
      return count;
    }
  }
  return most;
}

describe('ControlBudget', () => {
  it('runs out at a flood', () => {
    expect(spend(new ControlBudget(new FakeClock()), 10_000)).toBe(2000);
  });

  it('fills up with time, never above where it began', () => {
    const clock = new FakeClock();
    const budget = new ControlBudget(clock);
    spend(budget, 10_000);
    clock.advance(100);
    expect(spend(budget, 10_000)).toBe(50);
    clock.advance(1_000_000);
    expect(spend(budget, 10_000)).toBe(2000);
  });

  it('lasts for ever where we send as much', () => {
    const budget = new ControlBudget(new FakeClock());
    for (let round = 0; round < 10_000; round++) {
      budget.earn();
      budget.spend();
      budget.spend();
    }
    expect(spend(budget, 1)).toBe(1);
  });
});
