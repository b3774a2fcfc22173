const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The value of a `-bin` field: base64, which the specification wants without padding. */
export function encodeBinaryHeader(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
  const padding = text.indexOf('=');
  return padding < 0 ? text : text.slice(0, padding);
}

/**
 * The values of a `-bin` field: base64 with or without padding, several joined by commas (gRPC PROTOCOL-HTTP2,
 * "Custom-Metadata"). Null where one of them is not base64.
 */
export function decodeBinaryHeader(value: string): Uint8Array[] | null {
  const decoded: Uint8Array[] = [];
  for (const part of value.split(',')) {
    const text = part.trim();
    if (!BASE64.test(text)) return null;
    decoded.push(new Uint8Array(Buffer.from(text, 'base64')));
  }
  return decoded;
}
