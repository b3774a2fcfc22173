import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const KEY_ID_BYTES = 4;
const MAC_BYTES = 32;

/**
 * What a resume token was found to be. `foreign`: signed with a key that this gateway does not have, as after a restart
 * with a new one; it gives no right, and is no attack either.
 */
export type ResumeVerdict = 'genuine' | 'forged' | 'foreign';

/**
 * Signs what a client comes back with: `id of the key (4 bytes) | HMAC-SHA256 of session and user (32)`, in base64url. Who
 * has the key can tell a token of its own without having seen the session, so that gateways that share a key can take
 * each other's sessions over.
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

  issue(sessionId: string, user: string): string {
    return Buffer.concat([this.#keyId, this.#mac(sessionId, user)]).toString('base64url');
  }

  /** Takes as long whatever is wrong with a token of our own key. */
  check(token: string, sessionId: string, user: string): ResumeVerdict {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== KEY_ID_BYTES + MAC_BYTES) return 'forged';
    if (!bytes.subarray(0, KEY_ID_BYTES).equals(this.#keyId)) return 'foreign';
    return timingSafeEqual(bytes.subarray(KEY_ID_BYTES), this.#mac(sessionId, user)) ? 'genuine' : 'forged';
  }

  #mac(sessionId: string, user: string): Buffer {
    return createHmac('sha256', this.#key).update(`${sessionId}\n${user}`).digest();
  }
}
