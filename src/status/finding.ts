/**
 * One thing that is wrong with what a person handed in: an upload, a configuration, a command. A refusal carries all of
 * them, never only the first.
 */
export interface Finding {
  /** The rule's name in its table, such as `IMPORT_CYCLE`. */
  readonly rule: string;
  /** The file that it was found in; empty where it has none. */
  readonly file: string;
  /** The full name of the symbol that it is about; empty where it has none. */
  readonly symbol: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}
