import type { Metadata } from '../status/index.ts';
import { CallError, endedCall } from './call-error.ts';
import type { CallResponse } from './call-options.ts';
import type { StreamCall } from './stream-call.ts';

/** What an AnswerStream reads from: a call, or the reason why there is none. */
export type StreamSource = StreamCall | CallError;

/**
 * The answers of a streaming call, for one reader: `for await (const answer of stream)`. Leaving the loop early cancels
 * the call. The loop throws CallError where the call fails, after what has arrived was read.
 */
export class AnswerStream<Answer> implements AsyncIterableIterator<Answer, undefined> {
  readonly #source: StreamSource;
  readonly #method: string;
  readonly #decode: (payload: Uint8Array) => Answer;

  constructor(source: StreamSource, method: string, decode: (payload: Uint8Array) => Answer) {
    this.#source = source;
    this.#method = method;
    this.#decode = decode;
  }

  /** The backend's initial metadata, once the first answer or the end has come; empty before. */
  get metadata(): Metadata {
    return this.#source instanceof CallError ? this.#source.metadata : this.#source.metadata;
  }

  /** The end of the call, with its trailers. Rejects with CallError where the call fails. */
  get response(): Promise<CallResponse> {
    return this.#source instanceof CallError ? Promise.reject(this.#source) : this.#source.response;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Answer, undefined>> {
    if (this.#source instanceof CallError) throw this.#source;
    const next = await this.#source.next();
    if (next.done === true) return next;
    try {
      return { done: false, value: this.#decode(next.value) };
    } catch (cause) {
      this.cancel();
      throw endedCall(this.#method, 'BAD_RESPONSE', 'an answer is not JSON, although the request was', 'MAYBE', cause);
    }
  }

  return(): Promise<IteratorResult<Answer, undefined>> {
    this.cancel();
    return Promise.resolve({ done: true, value: undefined });
  }

  /** Gives the call up: the backend is told to stop. */
  cancel(): void {
    if (!(this.#source instanceof CallError)) this.#source.cancel();
  }
}
