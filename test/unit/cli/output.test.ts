import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeFacts, writeList } from '../../../src/cli/output.ts';
import type { Column } from '../../../src/cli/table.ts';
import { RecordingTerminal } from '../../support/recording-terminal.ts';

interface Fruit {
  readonly name: string;
  readonly count: number;
}

const COLUMNS: readonly Column<Fruit>[] = [
  { title: 'FRUIT', of: ({ name }) => name },
  { title: 'COUNT', of: ({ count }) => count, align: 'right' },
];
const FRUITS: readonly Fruit[] = [
  { name: 'apple', count: 5 },
  { name: 'watermelon', count: 1200 },
];

describe('a list', () => {
  test('is a table with bold titles on a terminal', async () => {
    const terminal = new RecordingTerminal({ isTerminal: true });
    await writeList(terminal, null, FRUITS, COLUMNS, FRUITS);
    expect(terminal.written).toBe('\u001b[1mFRUIT       COUNT\u001b[0m\napple           5\nwatermelon   1200\n');
  });

  test.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('has no colour with %j', async (environment) => {
    const terminal = new RecordingTerminal({ isTerminal: true, environment });
    await writeList(terminal, null, FRUITS, COLUMNS, FRUITS);
    expect(terminal.written).toBe('FRUIT       COUNT\napple           5\nwatermelon   1200\n');
  });

  test('is rows parted by tabs, without titles, where nobody looks', async () => {
    const terminal = new RecordingTerminal();
    await writeList(terminal, null, FRUITS, COLUMNS, FRUITS);
    expect(terminal.written).toBe('apple\t5\nwatermelon\t1200\n');
  });

  test('is a table anywhere with -o table', async () => {
    const terminal = new RecordingTerminal();
    await writeList(terminal, 'table', FRUITS, COLUMNS, FRUITS);
    expect(terminal.written).toBe('FRUIT       COUNT\napple           5\nwatermelon   1200\n');
  });

  test('keeps its cells apart whatever is in them', async () => {
    const terminal = new RecordingTerminal();
    const rows = [{ name: 'a\tb\nc', count: 1 }];
    await writeList(terminal, null, rows, COLUMNS, rows);
    expect(terminal.written).toBe('a\\tb\\nc\t1\n');
  });

  test('without rows is its titles on a terminal, and nothing elsewhere', async () => {
    const [person, script] = [new RecordingTerminal({ isTerminal: true }), new RecordingTerminal()];
    await writeList(person, 'table', [], COLUMNS, []);
    await writeList(script, null, [], COLUMNS, []);
    expect(person.written).toContain('FRUIT  COUNT');
    expect(script.written).toBe('');
  });

  test('is one line of JSON for scripts and several for people', async () => {
    const [person, script] = [new RecordingTerminal({ isTerminal: true }), new RecordingTerminal()];
    await writeList(person, 'json', FRUITS, COLUMNS, FRUITS);
    await writeList(script, 'json', FRUITS, COLUMNS, FRUITS);
    expect(script.written).toBe(`${JSON.stringify(FRUITS)}\n`);
    expect(person.written).toBe(`${JSON.stringify(FRUITS, null, 2)}\n`);
  });

  test('is YAML that says the same', async () => {
    const terminal = new RecordingTerminal();
    await writeList(terminal, 'yaml', FRUITS, COLUMNS, FRUITS);
    expect(parse(terminal.written)).toEqual(FRUITS);
  });
});

test('facts are one a line, aligned for people and parted by a tab for scripts', async () => {
  const facts = [
    ['name', 'apple'],
    ['colour', 'red'],
  ] as const;
  const [person, script] = [new RecordingTerminal({ isTerminal: true }), new RecordingTerminal()];
  await writeFacts(person, 'table', {}, facts);
  await writeFacts(script, null, {}, facts);
  expect(person.written).toBe('\u001b[2mname  \u001b[0m  apple\n\u001b[2mcolour\u001b[0m  red\n');
  expect(script.written).toBe('name\tapple\ncolour\tred\n');
});
