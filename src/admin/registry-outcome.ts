import {
  type Conflict,
  type Missing,
  type RefusalCause,
  type Refused,
  StoreError,
  type StoreFault,
} from '../registry/index.ts';
import { STATUS, type StatusCode } from '../status/index.ts';
import { type NotDone, notDone } from './answer.ts';

/** The statuses that registry.proto promises. */
const REFUSAL_CODES = {
  upload: STATUS.INVALID_ARGUMENT,
  owner: STATUS.PERMISSION_DENIED,
  live: STATUS.FAILED_PRECONDITION,
  busy: STATUS.RESOURCE_EXHAUSTED,
} as const satisfies Record<RefusalCause, StatusCode>;

const STORE_FAULTS = {
  locked: [STATUS.FAILED_PRECONDITION, 'Another process writes to the registry’s store.'],
  full: [STATUS.RESOURCE_EXHAUSTED, 'The registry’s store is full.'],
  'read-only': [STATUS.FAILED_PRECONDITION, 'The registry’s store is read-only.'],
  missing: [STATUS.DATA_LOSS, 'The registry’s store has lost what this needs.'],
  damaged: [STATUS.DATA_LOSS, 'What the registry’s store holds of this is damaged.'],
  unavailable: [STATUS.UNAVAILABLE, 'The registry’s store cannot be reached.'],
} as const satisfies Record<StoreFault, readonly [StatusCode, string]>;

/** Why the registry did not do what it was asked, as a status. */
export function notDoneBy(name: string, outcome: Refused | Conflict | Missing): NotDone {
  switch (outcome.kind) {
    case 'missing':
      return notDone(STATUS.NOT_FOUND, outcome.message);
    case 'conflict':
      return notDone(
        STATUS.ABORTED,
        `Another change of ${name} came first: revision ${outcome.current?.active ?? 'none'} is live. Look, and ask again.`,
      );
    case 'refused': {
      const { cause, findings } = outcome;
      const reasons = findings.length === 1 ? 'one reason' : `${findings.length} reasons`;
      return notDone(REFUSAL_CODES[cause], `${name} was refused for ${reasons}.`, findings);
    }
  }
}

/** A store that failed. What is live serves on, and the operator can do something about it. */
export function explainStoreFault(cause: unknown): NotDone | null {
  if (!(cause instanceof StoreError)) return null;
  const [code, message] = STORE_FAULTS[cause.fault];
  return notDone(code, `${message} Nothing was changed; what is live serves on.`);
}
