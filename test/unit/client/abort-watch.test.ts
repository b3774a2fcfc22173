import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { AbortWatch } from '../../../src/client/abort-watch.ts';

it('a signal that many calls share has one listener, and each call hears of it once', () => {
  const watch = new AbortWatch();
  const abort = new AbortController();
  let heard = 0;
  for (let call = 0; call < 100; call++) watch.watch(abort.signal, () => heard++);
  expect(getEventListeners(abort.signal, 'abort')).toHaveLength(1);
  abort.abort();
  abort.abort();
  expect([heard, watch.size]).toEqual([100, 0]);
});

it('a call that has ended hears nothing, and the last one lets the signal go', () => {
  const watch = new AbortWatch();
  const abort = new AbortController();
  let heard = 0;
  const stopFirst = watch.watch(abort.signal, () => heard++);
  const stopSecond = watch.watch(abort.signal, () => heard++);
  stopFirst();
  stopFirst();
  expect(watch.size).toBe(1);
  stopSecond();
  expect([watch.size, getEventListeners(abort.signal, 'abort').length]).toEqual([0, 0]);
  abort.abort();
  expect(heard).toBe(0);
});

it('a call may end another one while the signal is told', () => {
  const watch = new AbortWatch();
  const abort = new AbortController();
  const heard: string[] = [];
  watch.watch(abort.signal, () => {
    heard.push('first');
    stopSecond();
  });
  const stopSecond = watch.watch(abort.signal, () => heard.push('second'));
  abort.abort();
  expect(heard).toEqual(['first']);
});
