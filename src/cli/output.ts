import { alignedTable, type Column, tabbedRows } from './table.ts';
import { paintFor, type Terminal } from './terminal.ts';
import { visibleJson, visibleLine } from './visible-text.ts';

export const FORMATS = ['table', 'json', 'yaml'] as const;

/** What `-o` takes. Null: not given, which is a table on a terminal and tab-separated rows elsewhere. */
export type Format = (typeof FORMATS)[number] | null;

/** Writes `value` as JSON or YAML; true where that was asked for. */
export async function wroteDocument(terminal: Terminal, format: Format, value: unknown): Promise<boolean> {
  if (format === 'json') {
    terminal.out(`${visibleJson(JSON.stringify(value, null, terminal.outIsTerminal ? 2 : 0))}\n`);
    return true;
  }
  if (format === 'yaml') {
    const { stringify } = await import('yaml');
    terminal.out(visibleJson(stringify(value)));
    return true;
  }
  return false;
}

/** Writes a list: `document` as JSON or YAML, or `rows` as a table. */
export async function writeList<Row>(
  terminal: Terminal,
  format: Format,
  document: unknown,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  if (await wroteDocument(terminal, format, document)) return;
  const aligned = format === 'table' || terminal.outIsTerminal;
  const paint = paintFor(terminal, terminal.outIsTerminal);
  terminal.out(aligned ? alignedTable(columns, rows, paint) : tabbedRows(columns, rows));
}

const FACT_COLUMNS: readonly Column<readonly [string, string]>[] = [
  { title: '', of: ([name]) => name },
  { title: '', of: ([, value]) => value },
];

/** Writes one thing: `document` as JSON or YAML, or its facts one a line. */
export async function writeFacts(
  terminal: Terminal,
  format: Format,
  document: unknown,
  facts: readonly (readonly [name: string, value: string])[],
): Promise<void> {
  if (await wroteDocument(terminal, format, document)) return;
  if (format !== 'table' && !terminal.outIsTerminal) {
    terminal.out(tabbedRows(FACT_COLUMNS, facts));
    return;
  }
  const { dim } = paintFor(terminal, terminal.outIsTerminal);
  const width = Math.max(...facts.map(([name]) => name.length));
  terminal.out(facts.map(([name, value]) => `${dim(name.padEnd(width))}  ${visibleLine(value)}\n`).join(''));
}
