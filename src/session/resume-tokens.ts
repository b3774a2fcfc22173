import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const KEY_ID_BYTES = 4;
/** A time of ours: milliseconds since 1970. */
const TIME_BYTES = 6;
const MAC_BYTES = 32;
const HEAD_BYTES = KEY_ID_BYTES + 2 * TIME_BYTES;
const MAX_ISSUER_BYTES = 64;

/** When a session began, and when it came to the gateway that it is at. */
export interface SessionTimes {
  readonly createdAtUnixMs: number;
  /**
   * Each gateway that takes the session up gives it a later one than it had. Of two gateways that believe to have it, the
   * one with the later epoch is right (FAULTS Z7).
   */
  readonly epoch: number;
}

/**
 * What a resume token was found to be. `foreign`: signed with a key that this gateway does not have, as after a restart
 * with a new one; it gives no right, and is no attack either.
 */
export type ResumeVerdict =
  | { readonly kind: 'genuine'; readonly times: SessionTimes; readonly issuer: string }
  | { readonly kind: 'forged' }
  | { readonly kind: 'foreign' };

/**
 * Signs what a client comes back with: `id of the key (4 bytes) | created (6) | epoch (6) | issuer (up to 64) | HMAC-SHA256 of
 * session, user and all of these (32)`, in base64url. The issuer is the gateway that the session is at. Who has the key can tell a token of its own without having seen the session, so that gateways
 * that share a key can take each other's sessions over.
 */
export class ResumeTokens {
  readonly #key: Buffer;
  readonly #keyId: Buffer;
  readonly #issuer: Buffer;

  /** `secret`: at least 32 bytes that nobody can guess. `issuer`: how the other gateways name this one. */
  constructor(secret: Uint8Array, issuer: string) {
    this.#issuer = Buffer.from(issuer);
    if (this.#issuer.length > MAX_ISSUER_BYTES) throw new RangeError('the name of the issuer is too long');
    this.#key = createHash('sha256').update('trunkline resume key').update(secret).digest();
    this.#keyId = createHash('sha256').update('trunkline resume key id').update(this.#key).digest();
    this.#keyId = this.#keyId.subarray(0, KEY_ID_BYTES);
  }

  issue(sessionId: string, user: string, times: SessionTimes): string {
    const head = Buffer.alloc(HEAD_BYTES + this.#issuer.length);
    this.#keyId.copy(head);
    head.writeUIntBE(times.createdAtUnixMs, KEY_ID_BYTES, TIME_BYTES);
    head.writeUIntBE(times.epoch, KEY_ID_BYTES + TIME_BYTES, TIME_BYTES);
    this.#issuer.copy(head, HEAD_BYTES);
    return Buffer.concat([head, this.#mac(sessionId, user, head)]).toString('base64url');
  }

  /** Takes as long whatever is wrong with a token of our own key. */
  check(token: string, sessionId: string, user: string): ResumeVerdict {
    const bytes = Buffer.from(token, 'base64url');
    const issuerBytes = bytes.length - HEAD_BYTES - MAC_BYTES;
    if (issuerBytes < 0 || issuerBytes > MAX_ISSUER_BYTES) return { kind: 'forged' };
    if (!bytes.subarray(0, KEY_ID_BYTES).equals(this.#keyId)) return { kind: 'foreign' };
    const times = {
      createdAtUnixMs: bytes.readUIntBE(KEY_ID_BYTES, TIME_BYTES),
      epoch: bytes.readUIntBE(KEY_ID_BYTES + TIME_BYTES, TIME_BYTES),
    };
    const head = bytes.subarray(0, -MAC_BYTES);
    const genuine = timingSafeEqual(bytes.subarray(-MAC_BYTES), this.#mac(sessionId, user, head));
    return genuine ? { kind: 'genuine', times, issuer: head.toString('utf8', HEAD_BYTES) } : { kind: 'forged' };
  }

  #mac(sessionId: string, user: string, head: Uint8Array): Buffer {
    return createHmac('sha256', this.#key).update(`${sessionId}\n${user}\n`).update(head).digest();
  }
}
