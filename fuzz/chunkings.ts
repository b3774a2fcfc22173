import { Random } from './mutation/random.ts';

const LONGEST = [1, 3, 8, 64];

/**
 * Ways for the same bytes to arrive: in one chunk, and cut at places that depend on the bytes alone. An input that is
 * kept comes back in many forms, so each way has its turn.
 */
export function chunkings(input: Uint8Array): Uint8Array[][] {
  const random = new Random(hashOf(input));
  return [[input], randomCuts(input, random, random.pick(LONGEST))];
}

function randomCuts(input: Uint8Array, random: Random, longest: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < input.length; ) {
    const end = Math.min(input.length, at + 1 + random.below(longest));
    chunks.push(input.subarray(at, end));
    at = end;
  }
  return chunks;
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash;
}
