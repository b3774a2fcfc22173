import { usageFailure } from './failure.ts';

/** A document may be this long, in characters: more than any gateway takes. */
const MAX_LENGTH = 64 * 1024 * 1024;

/**
 * JSON documents from text that comes in pieces: one a line, or each over several lines. They come out as they were
 * typed: parsing and writing them again would round 64-bit numbers. `source` names the text in errors.
 *
 * @throws Failure, with the line, where something is not JSON.
 */
export async function* jsonDocuments(
  pieces: AsyncIterable<string> | Iterable<string>,
  source: string,
): AsyncGenerator<Uint8Array, undefined> {
  const document = new OpenDocument(source);
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const whole = document.add(`${line}\n`);
      if (whole !== null) yield Buffer.from(whole);
    }
    if (document.length + rest.length > MAX_LENGTH) {
      throw usageFailure(`${source} holds a message without end.`, 'Close what line breaks do not: brackets, quotes.');
    }
  }
  const last = document.add(rest) ?? document.end();
  if (last !== null) yield Buffer.from(last);
}

/** The lines of a document that is not complete yet. */
class OpenDocument {
  readonly #source: string;
  readonly #lines: string[] = [];
  length = 0;
  #firstLine = 1;
  #line = 0;
  #depth = 0;
  #inString = false;

  constructor(source: string) {
    this.#source = source;
  }

  /** The whole document, where this line completes it. */
  add(line: string): string | null {
    this.#line++;
    if (this.#lines.length === 0 && line.trim() === '') return null;
    if (this.#lines.length === 0) this.#firstLine = this.#line;
    this.#lines.push(line);
    this.length += line.length;
    this.#scan(line);
    return this.#depth > 0 || this.#inString ? null : this.end();
  }

  /** What there is, which must be a whole document or nothing. */
  end(): string | null {
    if (this.#lines.length === 0) return null;
    const text = this.#lines.join('').trim();
    this.#lines.length = 0;
    this.length = 0;
    this.#depth = 0;
    this.#inString = false;
    try {
      JSON.parse(text);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw usageFailure(
        `${this.#source}${this.#firstLine === 1 ? '' : `, line ${this.#firstLine},`} is not JSON: ${why}.`,
        'Quote it for the shell, as in -d \'{"id": "42"}\'; several messages stand one a line.',
      );
    }
    return text;
  }

  /** How deep the document is at the end of the line. */
  #scan(line: string): void {
    for (let at = 0; at < line.length; at++) {
      const character = line[at];
      if (this.#inString) {
        if (character === '\\') at++;
        else if (character === '"') this.#inString = false;
      } else if (character === '"') this.#inString = true;
      else if (character === '{' || character === '[') this.#depth++;
      else if (character === '}' || character === ']') this.#depth--;
    }
  }
}
