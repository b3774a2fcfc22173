import { expect, test } from 'vitest';
import { Failure } from '../../../src/cli/failure.ts';
import { reportFailure } from '../../../src/cli/report-failure.ts';
import { RecordingTerminal } from '../../support/recording-terminal.ts';

test('a failure says what, where and what to do, on standard error only', () => {
  const terminal = new RecordingTerminal();
  const failure = new Failure('orders was refused for 2 reasons.', {
    findings: [
      { rule: 'IMPORT_CYCLE', file: 'a.proto', symbol: '', message: 'a -> b -> a', remedy: 'Break the cycle.' },
      { rule: 'DUPLICATE_SYMBOL', file: 'b.proto', symbol: 'x.Y', message: 'x.Y is there twice', remedy: '' },
    ],
    facts: [['status', 'INVALID_ARGUMENT']],
    remedy: 'Mend it.',
  });
  reportFailure(terminal, failure);
  expect(terminal.written).toBe('');
  expect(terminal.said).toBe(
    [
      'Error: orders was refused for 2 reasons.',
      '  a.proto: a -> b -> a [IMPORT_CYCLE]',
      '    Break the cycle.',
      '  b.proto: x.Y: x.Y is there twice [DUPLICATE_SYMBOL]',
      '  status: INVALID_ARGUMENT',
      'Mend it.',
      '',
    ].join('\n'),
  );
});

test('nothing of a failure reaches the terminal raw (X8)', () => {
  const hostile = 'a\u001b[2Jb\u009b';
  const terminal = new RecordingTerminal();
  const finding = { rule: hostile, file: hostile, symbol: hostile, message: hostile, remedy: hostile };
  reportFailure(terminal, new Failure(hostile, { findings: [finding], facts: [['cause', hostile]], remedy: hostile }));
  expect(terminal.said.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});
