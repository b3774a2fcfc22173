/** Who a session belongs to. */
export interface Identity {
  readonly user: string;
  /** When the credential ends, in milliseconds since 1970; null: never. */
  readonly expiresAtUnixMs: number | null;
}

/**
 * What became of a token. `invalid` says no more to the client, which may be an attacker; `unavailable`: it cannot be
 * checked now, and may be good.
 */
export type Verdict =
  | { readonly kind: 'known'; readonly identity: Identity }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'unavailable' };

export const INVALID: Verdict = { kind: 'invalid' };

/** Decides who a client is. It gets what the client sent, which is hostile. A promise of it never rejects. */
export interface Authenticator {
  authenticate(token: string): Verdict | Promise<Verdict>;
}

/** What a user may be called, at most. */
export const MAX_USER_LENGTH = 256;
