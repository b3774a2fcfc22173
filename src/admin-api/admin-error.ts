import type { Finding } from '../status/index.ts';

/** A call of the admin API that failed. */
export class AdminError extends Error {
  /** gRPC status code. */
  readonly code: number;
  /** All that is wrong with a refused upload; empty for every other failure. */
  readonly findings: readonly Finding[];

  /** Whether there was a connection: an UNAVAILABLE without one means that nobody answers. */
  readonly connected: boolean;

  constructor(code: number, message: string, findings: readonly Finding[], connected: boolean) {
    super(message);
    this.name = 'AdminError';
    this.code = code;
    this.findings = findings;
    this.connected = connected;
  }
}
