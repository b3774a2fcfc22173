const SHOWN_BYTES = 16;

/**
 * What is wrong with the first bytes that came, where they cannot be a gateway's; null where they may be. A server
 * that speaks first or answers Hello with an error of its own (HTTP, SSH, a TLS alert) would else look like a gateway
 * that has sent half a frame, and the client would wait for the rest.
 *
 * After the length comes the tag of a Frame's field, whose number is not 0 and whose type is varint or bytes.
 */
export function findForeignAnswer(head: Uint8Array): string | null {
  const tag = head[1];
  // A length of 128 bytes or more takes two bytes. Those are left to the reader.
  if (tag === undefined || (head[0] ?? 0) >= 0x80) return null;
  const wireType = tag & 0x07;
  if (tag >= 0x08 && (wireType === 0 || wireType === 2)) return null;
  const hex = Array.from(head.subarray(0, SHOWN_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `what answers is no gateway: it begins with ${hex}`;
}
