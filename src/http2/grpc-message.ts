/**
 * Decodes a grpc-message: percent-encoded UTF-8 (gRPC PROTOCOL-HTTP2, "Responses"). As the specification asks, bad
 * encoding never loses the message: a bad escape stays as it is, and bytes that are no UTF-8 become U+FFFD.
 * Each character of `value` is one byte.
 */
export function decodeGrpcMessage(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const escaped = byte === 0x25 ? hexPair(bytes, at + 1) : -1;
    bytes[length++] = escaped < 0 ? byte : escaped;
    if (escaped >= 0) at += 2;
  }
  return bytes.toString('utf8', 0, length);
}

function hexPair(bytes: Uint8Array, at: number): number {
  const high = hexDigit(bytes[at] ?? 0);
  const low = hexDigit(bytes[at + 1] ?? 0);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
