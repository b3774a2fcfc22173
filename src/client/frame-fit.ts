import { encodeFrame, type Request } from '../wire/index.ts';

/** Tags, lengths, seq, timeout and encoding of a request: never more than this. */
const FIXED_BYTES = 64;
const ENTRY_BYTES = 16;
const MAX_UTF8_BYTES_PER_UNIT = 3;

/**
 * Whether a request fits a frame of `maxFrameBytes`. It is estimated from above, and encoded only where the estimate
 * does not fit.
 */
export function fitsFrame(request: Request, seq: number, maxFrameBytes: number): boolean {
  if (request.payload.length > maxFrameBytes) return false;
  let most = FIXED_BYTES + request.payload.length;
  most += (request.service.length + request.method.length) * MAX_UTF8_BYTES_PER_UNIT;
  for (const { key, value } of request.metadata) most += ENTRY_BYTES + key.length + value.length;
  if (most <= maxFrameBytes) return true;
  const encoded = encodeFrame({ kind: 'request', seq, body: request });
  return encoded.length - prefixBytes(encoded) <= maxFrameBytes;
}

/** How many bytes the varint takes that says a frame's length. */
function prefixBytes(encoded: Uint8Array): number {
  return encoded.findIndex((byte) => byte < 0x80) + 1;
}
