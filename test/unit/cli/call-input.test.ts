import { expect, test } from 'vitest';
import { headerArgument } from '../../../src/cli/call-input.ts';

test('headers are taken in order, a key twice too, in lower case', () => {
  const first = headerArgument('X-Trace: 1', undefined);
  expect(headerArgument('x-trace:2: 3', first)).toEqual([
    { key: 'x-trace', value: '1' },
    { key: 'x-trace', value: '2: 3' },
  ]);
});

test('a header in -bin takes base64', () => {
  expect(headerArgument('token-bin: AAEC/w==', undefined)).toEqual([
    { key: 'token-bin', value: Buffer.from([0, 1, 2, 255]) },
  ]);
});

test.each(['', 'novalue', ': v', 'a b: c', 'k: v\r\nx: y', 'k: ü', 'k-bin: !!'])('%j is no header', (text) => {
  expect(() => headerArgument(text, undefined)).toThrow();
});
