import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from '../../../src/cli/duration.ts';

test.each([
  ['5s', 5_000],
  ['1500ms', 1_500],
  ['2m', 120_000],
  ['1.5h', 5_400_000],
  ['0.001s', 1],
  ['4294967295ms', 4_294_967_295],
])('%s is %i milliseconds', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each([
  '',
  '5',
  's',
  '5 s',
  ' 5s',
  '5S',
  '-5s',
  '+5s',
  '0s',
  '1e3s',
  '5s5s',
  '.5s',
  '5.s',
  '0x5s',
  '1d',
  '4294967296ms',
  '9999999999h',
  '٥s',
])('%j is not a duration', (text) => {
  expect(parseDuration(text)).toBeNull();
});

test('what is formatted parses to the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 0xffff_ffff }), (ms) => {
      expect(parseDuration(formatDuration(ms))).toBe(ms);
    }),
  );
});

test.each([
  [5_000, '5s'],
  [60_000, '1m'],
  [90_000, '1.5m'],
  [1_234, '1234ms'],
  [0, '0ms'],
])('%i milliseconds read as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
