/** How calls are spread over the endpoints of a backend. */
export type Balance =
  /** The less busy of two endpoints drawn at random, by their weights. */
  | { readonly kind: 'least-requests' }
  /** Each endpoint in its turn. */
  | { readonly kind: 'round-robin' }
  /** At random, by their weights alone. */
  | { readonly kind: 'weighted' }
  /** Calls of one user to one endpoint, for as long as it has room. */
  | { readonly kind: 'hash-user' }
  /** The same for calls with one value of a metadata key; without it, as `least-requests`. */
  | { readonly kind: 'hash-metadata'; readonly key: string };

/** Keeps endpoints with a tag for a part of the calls: a canary. Where one part has no endpoint, the other serves. */
export interface Split {
  readonly tag: string;
  /** How many of a hundred calls go to endpoints with the tag. */
  readonly percent: number;
  /** Calls with this metadata go there in any case. */
  readonly match: { readonly key: string; readonly value: string } | null;
}

/** When an endpoint is taken out of the choice for a while. At most half of them are. */
export interface OutlierPolicy {
  /** So many calls that failed in a row; 0: never. */
  readonly consecutiveFailures: number;
  /** So many times the median time of the others to answer a unary call; 0: never. */
  readonly slowFactor: number;
  /** For how long the first time, in milliseconds. Each time after it is twice as long, up to five minutes. */
  readonly ejectMs: number;
}

export interface RetryPolicy {
  /** Endpoints that one call is tried at, at most. 1: no call is sent again. */
  readonly attempts: number;
  /**
   * How many of a hundred calls may be sent again that may have been run, where the method's `idempotency_level` allows it.
   * What surely was not run costs nothing.
   */
  readonly budgetPercent: number;
  /**
   * A unary call without an answer after so long is sent to a second endpoint as well, within the budget, where the
   * method's `idempotency_level` allows it. Milliseconds; 0: never.
   */
  readonly hedgeAfterMs: number;
}

export interface TrafficLimits {
  /** Calls to the backend that are open; 0: what the gateway allows. */
  readonly maxInFlight: number;
  /** Of these, calls that wait for a connection or a stream; 0: what the gateway allows. */
  readonly maxWaiting: number;
}

/** How calls reach the endpoints of a backend. */
export interface TrafficPolicy {
  readonly balance: Balance;
  /** Null: tags decide nothing. */
  readonly split: Split | null;
  readonly outliers: OutlierPolicy;
  readonly retries: RetryPolicy;
  readonly limits: TrafficLimits;
  /** Whether endpoints are connected before their first call. */
  readonly warm: boolean;
}

/** What a policy is that says nothing of it. */
export const DEFAULT_TRAFFIC: TrafficPolicy = {
  balance: { kind: 'least-requests' },
  split: null,
  outliers: { consecutiveFailures: 5, slowFactor: 10, ejectMs: 5000 },
  retries: { attempts: 3, budgetPercent: 10, hedgeAfterMs: 0 },
  limits: { maxInFlight: 0, maxWaiting: 0 },
  // With thousands of backends most are not called for hours.
  warm: false,
};
