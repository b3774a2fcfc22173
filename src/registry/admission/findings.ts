import type { Finding } from '../../status/index.ts';
import { RULES, type Rule } from './rules.ts';

/** Names in findings come from strangers: no more than this of each is said again. */
const MAX_ECHO_CHARACTERS = 120;

/** Where something is wrong. */
export interface Place {
  readonly file: string;
  /** Full name; empty where it is about the file as a whole. */
  readonly symbol: string;
}

export const NOWHERE: Place = { file: '', symbol: '' };

/** Gathers what is wrong with an upload: all of it, but no more than a person could read. */
export class Findings {
  readonly #all: Finding[] = [];
  readonly #most: number;
  #omitted = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get none(): boolean {
    return this.#all.length === 0;
  }

  /** `message` is one sentence without the full stop; names in it must have gone through `quote`. */
  add(rule: Rule, place: Place, message: string): void {
    if (this.#all.length === this.#most) {
      this.#omitted++;
      return;
    }
    this.#all.push(finding(rule, place, message));
  }

  /** All findings, in the order in which they were found. */
  list(): readonly Finding[] {
    const last = this.#all.at(-1);
    if (this.#omitted === 0 || last === undefined) return this.#all;
    const message = `${last.message} (${this.#omitted} more findings are not listed.)`;
    return [...this.#all.slice(0, -1), { ...last, message }];
  }
}

export function finding(rule: Rule, place: Place, message: string): Finding {
  const { remedy } = RULES[rule];
  return { rule, file: printable(place.file), symbol: printable(place.symbol), message: `${message}.`, remedy };
}

/** A stranger's text within a sentence: in quotes, escaped and cut. */
export function quote(text: string): string {
  return JSON.stringify(cut(text));
}

/** A stranger's name by itself: control characters escaped, and cut. */
export function printable(text: string): string {
  return JSON.stringify(cut(text)).slice(1, -1);
}

function cut(text: string): string {
  return text.length <= MAX_ECHO_CHARACTERS ? text : `${text.slice(0, MAX_ECHO_CHARACTERS)}…`;
}
