import type { PolicyMessage } from '../admin-api/index.ts';
import type { RequestedBalance } from './balance-option.ts';

/** What `backend register` takes about the way of calls to the endpoints. */
export interface TrafficOptions {
  readonly balance?: RequestedBalance;
  readonly ejectAfter?: number;
  readonly ejectSlow?: number;
  readonly ejectFor?: number;
  readonly attempts?: number;
  readonly retryBudget?: number;
  readonly hedgeAfter?: number;
  readonly maxInFlight?: number;
  readonly maxWaiting?: number;
  readonly warm?: boolean;
}

/** As docs of the admin API have them: where one number of a group is given, the others must be said, too. */
const DEFAULTS = { consecutiveFailures: 5, slowFactor: 10, budgetPercent: 10 };

export function requestedTraffic(options: TrafficOptions): PolicyMessage {
  const { balance, ejectAfter, ejectSlow, ejectFor, maxInFlight, maxWaiting, warm } = options;
  return {
    ...balance,
    outliers: {
      consecutiveFailures: ejectAfter ?? DEFAULTS.consecutiveFailures,
      slowFactor: ejectSlow ?? DEFAULTS.slowFactor,
      ejectMs: ejectFor ?? 0,
    },
    retries: {
      attempts: options.attempts ?? 0,
      budgetPercent: options.retryBudget ?? DEFAULTS.budgetPercent,
      hedgeAfterMs: options.hedgeAfter ?? 0,
    },
    limits: { maxInFlight: maxInFlight ?? 0, maxWaiting: maxWaiting ?? 0 },
    warm: warm ?? false,
  };
}
