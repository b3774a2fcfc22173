/**
 * What a terminal acts on, or hides behind: C0 and C1 control characters, line separators, and the marks that turn the
 * direction of text.
 */
const HOSTILE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const HOSTILE_BUT_LINES = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escaped(character: string): string {
  return SHORT.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** `text` on one line, with all that a terminal might act on written out as an escape (X8). */
export function visibleLine(text: string): string {
  return text.replace(HOSTILE, escaped);
}

/** The same, but line breaks and tabs stay: for proto source and other text of several lines. */
export function visibleText(text: string): string {
  return text.replace(HOSTILE_BUT_LINES, escaped);
}

/** JSON text with the same escapes, which mean the same to whoever parses it. */
export function visibleJson(json: string): string {
  return json.replace(HOSTILE_BUT_LINES, escaped);
}
