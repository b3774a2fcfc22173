import type { OutputLog } from '../listen/index.ts';
import type { Response } from '../wire/index.ts';

/** What is known of a request that a client sends again after it came back. */
export type Replay =
  /** It is none: the client may not use this seq. */
  | { readonly kind: 'none' }
  /** The call runs; its answer will come over the connection that the client has now. */
  | { readonly kind: 'open' }
  | { readonly kind: 'answered'; readonly response: Response }
  /** It was answered so long ago, or so much was since, that the answer is not kept any more. */
  | { readonly kind: 'unknown' };

export const NO_REPLAY: Replay = { kind: 'none' };

/**
 * The requests that may be sent again over one connection: those below the highest seq when the session was resumed, each
 * once and in order.
 */
export class ReplayWindow {
  readonly #upTo: number;
  readonly #log: OutputLog | null;
  #last = 0;
  #answers: ReadonlyMap<number, Response> | null = null;

  /** `log`: what the client may not have received. Read where a request comes whose call is not open. */
  constructor(highestSeq: number, log: OutputLog | null) {
    this.#upTo = highestSeq;
    this.#log = log;
  }

  take(seq: number, isOpen: boolean): Replay {
    if (seq > this.#upTo || seq <= this.#last) return NO_REPLAY;
    this.#last = seq;
    if (isOpen) return { kind: 'open' };
    this.#answers ??= answersIn(this.#log);
    const response = this.#answers.get(seq);
    return response === undefined ? { kind: 'unknown' } : { kind: 'answered', response };
  }
}

function answersIn(log: OutputLog | null): ReadonlyMap<number, Response> {
  const answers = new Map<number, Response>();
  for (const frame of log?.frames() ?? []) if (frame.kind === 'response') answers.set(frame.seq, frame.body);
  return answers;
}
