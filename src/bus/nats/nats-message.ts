/** How messages of ours look within NATS: `length of the head (4 bytes, big-endian) | head in JSON | payload`. */
const LENGTH_BYTES = 4;

export function encodeMessage(head: object, payload: Uint8Array = new Uint8Array(0)): Uint8Array {
  const json = Buffer.from(JSON.stringify(head));
  const bytes = Buffer.allocUnsafe(LENGTH_BYTES + json.length + payload.length);
  bytes.writeUInt32BE(json.length);
  bytes.set(json, LENGTH_BYTES);
  bytes.set(payload, LENGTH_BYTES + json.length);
  return bytes;
}

export interface DecodedMessage<Head> {
  /** Written by a gateway of ours: NATS is within what we trust. */
  readonly head: Head;
  readonly payload: Uint8Array;
}

/** @throws Error where the bytes are none of ours. */
export function decodeMessage<Head>(bytes: Uint8Array): DecodedMessage<Head> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = LENGTH_BYTES + buffer.readUInt32BE(0);
  if (end > buffer.length) throw new RangeError('the head is longer than its message');
  return { head: JSON.parse(buffer.toString('utf8', LENGTH_BYTES, end)), payload: buffer.subarray(end) };
}
