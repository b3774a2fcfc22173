import { AssertionError } from 'node:assert';
import { deepStrictEqual } from 'node:assert/strict';

/** What the demo shows was not what it should have been. */
export class WrongAnswer extends Error {}

/** Holds what came against what is right. @throws WrongAnswer */
export function expectRight(what: string, came: unknown, right: unknown): void {
  try {
    deepStrictEqual(came, right);
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error;
    throw new WrongAnswer(`${what} is not right.\n${error.message}`);
  }
}
