import { Failure } from './failure.ts';

/** What runs, and can be asked to stop. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** What hangs on after a stop ends with the process. */
const LINGER_MS = 2_000;

/**
 * Waits for SIGTERM or SIGINT and then for `running` to stop; a second signal ends the process at once. A fault that
 * nothing caught stops it too, and rejects: what it left behind is not to be trusted, but what runs may end in order.
 */
export async function untilStopped(running: Stoppable, fault: (cause: unknown) => void): Promise<void> {
  const end = await firstEnd();
  const again = () => process.exit(1);
  process.on('SIGTERM', again).on('SIGINT', again);
  if (end.kind === 'fault') fault(end.cause);
  await running.stop();
  process.off('SIGTERM', again).off('SIGINT', again);
  setTimeout(() => process.exit(), LINGER_MS).unref();
  if (end.kind === 'fault') throw new Failure('The gateway stopped for a fault of its own. Its log has the cause.');
}

type End = { readonly kind: 'signal' } | { readonly kind: 'fault'; readonly cause: unknown };

function firstEnd(): Promise<End> {
  return new Promise((resolve) => {
    const onSignal = () => finish({ kind: 'signal' });
    const onFault = (cause: unknown) => finish({ kind: 'fault', cause });
    const finish = (end: End) => {
      process.off('SIGTERM', onSignal).off('SIGINT', onSignal);
      resolve(end);
    };
    process.once('SIGTERM', onSignal).once('SIGINT', onSignal);
    // These stay: with no listener, a second fault would end the process before the first has been seen to.
    process.on('uncaughtException', onFault).on('unhandledRejection', onFault);
  });
}
