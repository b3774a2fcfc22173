import { createHash } from 'node:crypto';

/** sha256 of a descriptor set's bytes, in lower-case hex: what it is known by. */
export function descriptorHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
