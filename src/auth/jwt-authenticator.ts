import { errors, type JWTVerifyOptions, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock/index.ts';
import { type Authenticator, type Identity, INVALID, MAX_USER_LENGTH, type Verdict } from './authenticator.ts';
import type { JwtKeys } from './jwt-keys.ts';

export interface JwtOptions {
  /** What `iss` must be; null: anything. */
  readonly issuer: string | null;
  /** What `aud` must name; null: anything. */
  readonly audience: string | null;
  /** By how much the clock of who signs may differ from ours. */
  readonly clockToleranceMs: number;
}

/** Says why a token was refused: for the operator, for the client must not know. Never the token itself. */
export type RefusalReport = (why: string) => void;

const CACHE_BYTES = 8 * 1024 * 1024;
/** What an entry of the cache takes besides its text, roughly. */
const ENTRY_OVERHEAD_BYTES = 200;
const UNAVAILABLE: Verdict = { kind: 'unavailable' };
/** The keys could not be had: that says nothing of the token. */
const NO_KEYS: ReadonlySet<string> = new Set([errors.JWKSTimeout.code, errors.JOSEError.code]);

/**
 * Takes JSON Web Tokens (RFC 7519) whose signature fits one of `keys`. `sub` is the user; `exp` must be there, for a token
 * without an end could never be taken back. Tokens that were good are remembered: after a storm of reconnects each is not
 * verified again.
 */
export class JwtAuthenticator implements Authenticator {
  readonly #keys: JwtKeys;
  readonly #options: JWTVerifyOptions;
  readonly #clock: Clock;
  readonly #toleranceMs: number;
  readonly #refused: RefusalReport;
  readonly #known = new LRUCache<string, Identity>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (identity, token) => token.length + 2 * identity.user.length + ENTRY_OVERHEAD_BYTES,
  });

  constructor(keys: JwtKeys, { issuer, audience, clockToleranceMs }: JwtOptions, clock: Clock, refused: RefusalReport) {
    this.#keys = keys;
    this.#clock = clock;
    this.#toleranceMs = clockToleranceMs;
    this.#refused = refused;
    this.#options = {
      algorithms: [...keys.algorithms],
      clockTolerance: clockToleranceMs / 1000,
      requiredClaims: ['sub', 'exp'],
      ...(issuer === null ? {} : { issuer }),
      ...(audience === null ? {} : { audience }),
    };
  }

  authenticate(token: string): Verdict | Promise<Verdict> {
    const identity = this.#known.get(token);
    if (identity === undefined) return this.#verify(token);
    if ((identity.expiresAtUnixMs ?? 0) + this.#toleranceMs > this.#clock.unixMs()) return { kind: 'known', identity };
    this.#known.delete(token);
    this.#refused('the token has expired');
    return INVALID;
  }

  async #verify(token: string): Promise<Verdict> {
    try {
      const options = { ...this.#options, currentDate: new Date(this.#clock.unixMs()) };
      const { payload } = await jwtVerify(token, this.#keys.find, options);
      const { sub = '', exp = 0 } = payload;
      if (typeof sub !== 'string' || sub === '' || sub.length > MAX_USER_LENGTH) {
        this.#refused(`"sub" must be a text of 1 to ${MAX_USER_LENGTH} characters`);
        return INVALID;
      }
      const identity = { user: sub, expiresAtUnixMs: exp * 1000 };
      this.#known.set(token, identity);
      return { kind: 'known', identity };
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : 'it cannot be checked';
      this.#refused(why);
      return cause instanceof errors.JOSEError && !NO_KEYS.has(cause.code) ? INVALID : UNAVAILABLE;
    }
  }
}
