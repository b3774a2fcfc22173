import { expect, test } from 'vitest';
import { headerArgument, readMessage } from '../../../src/cli/call-input.ts';
import { Failure } from '../../../src/cli/failure.ts';
import { RecordingTerminal } from '../../support/recording-terminal.ts';

test('a message goes out as it was typed: a 64-bit number keeps its digits', async () => {
  const typed = '{"id": 9007199254740993}';
  expect(Buffer.from(await readMessage(new RecordingTerminal(), typed)).toString()).toBe(typed);
});

test('@ is standard input', async () => {
  const terminal = new RecordingTerminal({ input: '{"id":"1"}' });
  expect(Buffer.from(await readMessage(terminal, '@')).toString()).toBe('{"id":"1"}');
});

test('what is not JSON is refused before anything is sent, as a fault of usage', async () => {
  const failure = await readMessage(new RecordingTerminal(), '{id: 1}').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({ detail: { exitCode: 2 } });
});

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
