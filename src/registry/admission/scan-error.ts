import type { Rule } from './rules.ts';

/** Wire bytes that are not, or not within limits, what they should be. Caught where the scan was begun. */
export class ScanError extends Error {
  readonly rule: Rule;

  constructor(rule: 'MALFORMED' | 'LIMIT_EXCEEDED', message: string) {
    super(message);
    this.name = 'ScanError';
    this.rule = rule;
  }
}
