/** The method that the benchmarks call; bench/proto has it. */
export const ECHO = { service: 'trunkline.bench.v1.EchoService', method: 'Echo' } as const;
export const ECHO_PATH = `/${ECHO.service}/${ECHO.method}`;

export type PayloadEncoding = 'proto' | 'json';

const BODY_TAG = 0x0a;
const FILLER = 7;
const JSON_AROUND_BODY = '{"body":""}'.length;

/** An EchoRequest of this many bytes in its encoding, or as near to it as base64 comes. */
export function echoPayload(bytes: number, encoding: PayloadEncoding): Uint8Array {
  if (encoding === 'json') {
    const body = Buffer.alloc(Math.max(0, Math.floor(((bytes - JSON_AROUND_BODY) * 3) / 4)), FILLER);
    return Buffer.from(JSON.stringify({ body: body.toString('base64') }));
  }
  const payload = Buffer.alloc(bytes, FILLER);
  payload[0] = BODY_TAG;
  let at = 1;
  let rest = bytes - 1 - lengthBytes(bytes);
  if (rest < 0) throw new Error('--payload is 2 or more');
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) payload[at++] = (rest % 0x80) | 0x80;
  payload[at] = rest;
  return payload;
}

/** How many bytes the length takes of a field that fills the rest of a message of so many. */
function lengthBytes(messageBytes: number): number {
  let bytes = 1;
  while (messageBytes - 1 - bytes >= 0x80 ** bytes) bytes++;
  return bytes;
}
