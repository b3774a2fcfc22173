import type { Finding } from '../status/index.ts';
import { EXIT } from './exit-codes.ts';

export interface FailureDetail {
  readonly exitCode: number;
  /** What to do about it; empty where there is nothing to say. */
  readonly remedy: string;
  /** Facts about it, such as its reason, in the order in which to print them. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly findings: readonly Finding[];
}

/** A command that did not do what it was asked, in words for the person who gave it. `message` says what and where. */
export class Failure extends Error {
  readonly detail: FailureDetail;

  constructor(message: string, detail: Partial<FailureDetail> = {}) {
    super(message);
    this.name = 'Failure';
    this.detail = { exitCode: EXIT.FAILED, remedy: '', facts: [], findings: [], ...detail };
  }
}

/** What was typed is not right. */
export function usageFailure(message: string, remedy: string): Failure {
  return new Failure(message, { exitCode: EXIT.USAGE, remedy });
}
