import { Failure } from './failure.ts';

/** Why a process that was to run on is to end. */
export type ProcessEnd = { readonly kind: 'signal' } | { readonly kind: 'fault'; readonly cause: unknown };

/** What runs, and can be asked to stop. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** What hangs on after a stop ends with the process. */
const LINGER_MS = 2_000;

/** Ctrl-C under npm arrives twice, from the terminal and from npm: what follows within this time is the same one. */
const SAME_SIGNAL_MS = 500;

/**
 * SIGTERM, SIGINT, or a fault that nothing caught, whichever comes first. Ask before there is anything to stop: a signal
 * that comes while it starts is not lost.
 */
export function processEnd(): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    let endedAtMs: number | null = null;
    const end = (why: ProcessEnd) => {
      endedAtMs ??= performance.now();
      resolve(why);
    };
    // All of these stay. A signal without a listener, be it for a moment, or a second fault would end the process at once.
    const onSignal = () => {
      // A second signal does not wait for the drain.
      if (endedAtMs !== null && performance.now() - endedAtMs > SAME_SIGNAL_MS) process.exit(1);
      end({ kind: 'signal' });
    };
    const onFault = (cause: unknown) => end({ kind: 'fault', cause });
    process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
    process.on('uncaughtException', onFault).on('unhandledRejection', onFault);
  });
}

/**
 * Waits for the end and then for `running` to stop. After a fault it rejects: what the fault left behind is not to be
 * trusted, but what runs may end in order.
 */
export async function stopAt(end: Promise<ProcessEnd>, running: Stoppable, fault: (cause: unknown) => void) {
  const why = await end;
  if (why.kind === 'fault') fault(why.cause);
  await running.stop();
  setTimeout(() => process.exit(), LINGER_MS).unref();
  if (why.kind === 'fault') throw new Failure('The gateway stopped for a fault of its own. Its log has the cause.');
}
