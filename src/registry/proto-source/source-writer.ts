import type { Comments } from './comments.ts';

/** Gathers lines of proto source, indented by two spaces a level, each declaration under its comments. */
export class SourceWriter {
  readonly #comments: Comments;
  readonly #lines: string[] = [];
  #depth = 0;

  constructor(comments: Comments) {
    this.#comments = comments;
  }

  line(text: string): void {
    this.#lines.push(text === '' ? '' : `${'  '.repeat(this.#depth)}${text}`);
  }

  /** An empty line between two declarations, but not at the beginning of a block. */
  gap(): void {
    const last = this.#lines.at(-1);
    if (last !== undefined && last !== '' && !last.endsWith('{')) this.line('');
  }

  /** A declaration of one line, with its comments: those that stood behind it come above it, too. */
  declaration(path: string, text: string): void {
    const { leading, trailing } = this.#comments.at(path);
    for (const comment of [...leading, ...trailing]) this.line(comment);
    this.line(text);
  }

  /** Whether the file has a comment there. */
  hasComment(path: string): boolean {
    const { leading, trailing } = this.#comments.at(path);
    return leading.length + trailing.length > 0;
  }

  /** A declaration with a body: its head, with an opening brace at the end, then what `body` writes. */
  block(path: string, head: string, body: () => void, tail = '}'): void {
    const { leading, trailing } = this.#comments.at(path);
    for (const comment of leading) this.line(comment);
    this.line(head);
    const begin = this.#lines.length;
    this.#depth++;
    for (const comment of trailing) this.line(comment);
    body();
    this.#depth--;
    if (this.#lines.length === begin && tail === '}') this.#lines[begin - 1] += '}';
    else this.line(tail);
  }

  toString(): string {
    return `${this.#lines.join('\n').trim()}\n`;
  }
}
