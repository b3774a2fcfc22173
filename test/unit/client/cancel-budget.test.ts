import { expect, it } from 'vitest';
import { CancelBudget } from '../../../src/client/cancel-budget.ts';
import { FakeTimers } from './fake-timers.ts';

const takeAll = (budget: CancelBudget) => {
  let taken = 0;
  while (budget.take()) taken++;
  return taken;
};

it('the budget of Cancels allows a burst of half of what may be in flight, then 25 a second', () => {
  const timers = new FakeTimers();
  const budget = new CancelBudget(timers, 1024);
  expect(takeAll(budget)).toBe(512);
  timers.advance(1000);
  expect(takeAll(budget)).toBe(25);
  timers.advance(3_600_000);
  expect(takeAll(budget)).toBe(512);
});

it('the budget of Cancels always has room for one', () => {
  expect(new CancelBudget(new FakeTimers(), 1).take()).toBe(true);
});
