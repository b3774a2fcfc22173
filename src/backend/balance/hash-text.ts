const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** 32 bits of a text or bytes: FNV-1a, with the last steps of MurmurHash3, for neighbours must not come out as neighbours. */
export function hashText(text: string | Uint8Array): number {
  let hash = FNV_OFFSET;
  if (typeof text === 'string') {
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  } else {
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ (text[at] ?? 0), FNV_PRIME);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
