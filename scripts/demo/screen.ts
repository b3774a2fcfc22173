import { stripVTControlCharacters } from 'node:util';

const CODES = { bold: '1', dim: '2', red: '31', green: '32', cyan: '36' } as const;

/** What the demo says, in colour on a terminal. NO_COLOR is honoured. */
export class Screen {
  readonly #out: NodeJS.WriteStream;
  readonly #coloured: boolean;
  #steps = 0;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
    this.#coloured = out.isTTY === true && !process.env['NO_COLOR'];
  }

  /** Whether a program that is shown on this screen may use colour. */
  get coloured(): boolean {
    return this.#coloured;
  }

  paint(colour: keyof typeof CODES, text: string): string {
    return this.#coloured ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;
  }

  /** The next part of the story. */
  step(title: string): void {
    this.#steps++;
    this.#line(`\n${this.paint('bold', `${this.#steps}  ${title}`)}`);
  }

  /** What a person would type in a shell. */
  command(text: string): void {
    this.#line(`   ${this.paint('dim', '$')} ${this.paint('cyan', text)}`);
  }

  /** What a person would write in a program. */
  code(text: string): void {
    this.#line(`   ${this.paint('cyan', text)}`);
  }

  output(text: string): void {
    for (const line of text.trimEnd().split('\n')) this.#line(`   ${line}`);
  }

  /** A claim that has been checked. */
  right(text: string): void {
    this.#line(`   ${this.paint('green', '✓')} ${text}`);
  }

  wrong(text: string): void {
    this.#line(`\n   ${this.paint('red', '✗')} ${text}`);
  }

  plain(text: string): void {
    this.#line(text);
  }

  /** Columns as wide as their widest cell, two spaces apart. */
  table(rows: readonly (readonly string[])[]): void {
    const width = (column: number) =>
      Math.max(...rows.map((row) => stripVTControlCharacters(row[column] ?? '').length));
    const pad = (cell: string, column: number) =>
      cell + ' '.repeat(width(column) - stripVTControlCharacters(cell).length);
    for (const row of rows) this.#line(`   ${row.map(pad).join('  ').trimEnd()}`);
  }

  #line(text: string): void {
    this.#out.write(`${text}\n`);
  }
}
