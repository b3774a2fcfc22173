const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Writes a message as JSON. A string is what is wrong with it, for people. */
export function encodeJson(message: unknown): Uint8Array | string {
  let text: string | undefined;
  try {
    text = JSON.stringify(message);
  } catch (error) {
    return error instanceof Error ? error.message : 'it is no plain data';
  }
  return text === undefined ? `${typeof message} is no JSON` : encoder.encode(text);
}

/**
 * Reads a JSON payload. The type is the caller's word and is not checked.
 *
 * @throws TypeError or SyntaxError where it is not UTF-8, or not JSON.
 */
export function decodeJson<Answer>(payload: Uint8Array): Answer {
  return JSON.parse(decoder.decode(payload));
}
