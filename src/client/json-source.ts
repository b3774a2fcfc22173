import { encodeJson } from './json-payload.ts';

/** Messages of a caller, as JSON. Ends with TypeError where one of them cannot be written. */
export async function* jsonSource(messages: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  let number = 0;
  for await (const message of messages) {
    number++;
    const payload = encodeJson(message);
    if (typeof payload === 'string') throw new TypeError(`message ${number}: ${payload}`);
    yield payload;
  }
}
