import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const KEY_ID_BYTES = 4;
/** A time of ours: milliseconds since 1970. */
const TIME_BYTES = 6;
const MAC_BYTES = 32;
const TOKEN_BYTES = KEY_ID_BYTES + 2 * TIME_BYTES + MAC_BYTES;

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
  | { readonly kind: 'genuine'; readonly times: SessionTimes }
  | { readonly kind: 'forged' }
  | { readonly kind: 'foreign' };

/**
 * Signs what a client comes back with: `id of the key (4 bytes) | created (6) | epoch (6) | HMAC-SHA256 of session, user and
 * times (32)`, in base64url. Who has the key can tell a token of its own without having seen the session, so that gateways
 * that share a key can take each other's sessions over.
 */
export class ResumeTokens {
  readonly #key: Buffer;
  readonly #keyId: Buffer;

  /** `secret`: at least 32 bytes that nobody can guess. */
  constructor(secret: Uint8Array) {
    this.#key = createHash('sha256').update('trunkline resume key').update(secret).digest();
    this.#keyId = createHash('sha256').update('trunkline resume key id').update(this.#key).digest();
    this.#keyId = this.#keyId.subarray(0, KEY_ID_BYTES);
  }

  issue(sessionId: string, user: string, times: SessionTimes): string {
    const head = Buffer.alloc(KEY_ID_BYTES + 2 * TIME_BYTES);
    this.#keyId.copy(head);
    head.writeUIntBE(times.createdAtUnixMs, KEY_ID_BYTES, TIME_BYTES);
    head.writeUIntBE(times.epoch, KEY_ID_BYTES + TIME_BYTES, TIME_BYTES);
    return Buffer.concat([head, this.#mac(sessionId, user, times)]).toString('base64url');
  }

  /** Takes as long whatever is wrong with a token of our own key. */
  check(token: string, sessionId: string, user: string): ResumeVerdict {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== TOKEN_BYTES) return { kind: 'forged' };
    if (!bytes.subarray(0, KEY_ID_BYTES).equals(this.#keyId)) return { kind: 'foreign' };
    const times = {
      createdAtUnixMs: bytes.readUIntBE(KEY_ID_BYTES, TIME_BYTES),
      epoch: bytes.readUIntBE(KEY_ID_BYTES + TIME_BYTES, TIME_BYTES),
    };
    const genuine = timingSafeEqual(bytes.subarray(-MAC_BYTES), this.#mac(sessionId, user, times));
    return genuine ? { kind: 'genuine', times } : { kind: 'forged' };
  }

  #mac(sessionId: string, user: string, { createdAtUnixMs, epoch }: SessionTimes): Buffer {
    return createHmac('sha256', this.#key).update(`${sessionId}\n${user}\n${createdAtUnixMs}\n${epoch}`).digest();
  }
}
