import type { AdminClient, AdminError } from '../admin-api/index.ts';
import { STATUS, statusName } from '../status/index.ts';
import { connectCause } from './connect-cause.ts';
import { EXIT } from './exit-codes.ts';
import { Failure } from './failure.ts';

/** An upload is checked, held against the live revision and written before the answer comes. */
const TIMEOUT_MS = 30_000;

/**
 * Runs `use` with a client of the admin API at `address`, and turns what the API refuses into a Failure. gRPC is loaded
 * here and not before: it takes longer to load than most commands take to run.
 */
export async function withAdmin<T>(
  address: string,
  use: (admin: AdminClient) => Promise<T>,
  timeoutMs = TIMEOUT_MS,
): Promise<T> {
  const { AdminError, adminClient } = await import('../admin-api/index.ts');
  const admin = adminClient(address, { timeoutMs });
  try {
    return await use(admin);
  } catch (error) {
    throw error instanceof AdminError ? adminFailure(address, error, timeoutMs) : error;
  } finally {
    admin.close();
  }
}

function adminFailure(address: string, error: AdminError, timeoutMs: number): Failure {
  const { code, findings, message } = error;
  if (code === STATUS.UNAVAILABLE && !error.connected) {
    return new Failure(`No gateway answers at ${address}.`, {
      facts: [['cause', connectCause(message)]],
      remedy: 'Start one with `trunkline serve`, or name its admin listener with --admin or TRUNKLINE_ADMIN.',
    });
  }
  if (code === STATUS.DEADLINE_EXCEEDED) {
    return new Failure(`The gateway at ${address} did not answer within ${timeoutMs / 1000}s.`, {
      remedy: 'What was asked for may have been done. Look before you ask again.',
    });
  }
  if (code === STATUS.UNIMPLEMENTED) {
    return new Failure(`What answers at ${address} does not offer this.`, {
      facts: [['cause', message]],
      remedy: 'See whether it is the admin listener of a gateway of this version (`trunkline version`).',
    });
  }
  const breaks = code === STATUS.FAILED_PRECONDITION && findings.length > 0;
  return new Failure(message === '' ? `The gateway answered ${statusName(code)}.` : message, {
    exitCode: breaks ? EXIT.INCOMPATIBLE : EXIT.FAILED,
    findings,
    facts: [['status', statusName(code)]],
  });
}
