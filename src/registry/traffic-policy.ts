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

/** How calls reach the endpoints of a backend. */
export interface TrafficPolicy {
  readonly balance: Balance;
  /** Null: tags decide nothing. */
  readonly split: Split | null;
}

/** What a policy is that says nothing of it. */
export const DEFAULT_TRAFFIC: TrafficPolicy = { balance: { kind: 'least-requests' }, split: null };
