/** The method that the benchmarks call; bench/proto has it. */
export const ECHO = { service: 'trunkline.bench.v1.EchoService', method: 'Echo' } as const;
export const ECHO_PATH = `/${ECHO.service}/${ECHO.method}`;

export type PayloadEncoding = 'proto' | 'json';

const BODY_TAG = 0x0a;
const HEADER_BYTES = 2;
const MAX_ONE_BYTE_LENGTH = 127;
const JSON_AROUND_BODY = '{"body":""}'.length;

/** An EchoRequest of this many bytes in its encoding, or as near to it as base64 comes. */
export function echoPayload(bytes: number, encoding: PayloadEncoding): Uint8Array {
  if (encoding === 'json') {
    const body = Buffer.alloc(Math.max(0, Math.floor(((bytes - JSON_AROUND_BODY) * 3) / 4)), 7);
    return Buffer.from(JSON.stringify({ body: body.toString('base64') }));
  }
  const length = bytes - HEADER_BYTES;
  if (length < 0 || length > MAX_ONE_BYTE_LENGTH) throw new Error('--payload is from 2 to 129 bytes');
  return Uint8Array.from([BODY_TAG, length, ...new Uint8Array(length).fill(7)]);
}
