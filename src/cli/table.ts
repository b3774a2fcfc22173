import type { Paint } from './terminal.ts';
import { visibleLine } from './visible-text.ts';

export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string | number;
  readonly align?: 'left' | 'right';
}

const GAP = '  ';

/** Aligned columns under titles, for people. */
export function alignedTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[], paint: Paint): string {
  const cells = rows.map((row) => columns.map((column) => visibleLine(String(column.of(row)))));
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...cells.map((line) => line[index]?.length ?? 0)),
  );
  const render = (line: readonly string[]) =>
    columns
      .map((column, index) => {
        const [cell, width] = [line[index] ?? '', widths[index] ?? 0];
        return column.align === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join(GAP)
      .trimEnd();
  const title = paint.bold(render(columns.map((column) => column.title)));
  return `${[title, ...cells.map(render)].join('\n')}\n`;
}

/** One row a line, cells parted by tabs, no titles: for `cut`, `awk` and their like. A cell never holds a tab. */
export function tabbedRows<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return rows.map((row) => `${columns.map((column) => visibleLine(String(column.of(row)))).join('\t')}\n`).join('');
}
