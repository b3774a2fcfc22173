import type { Frame, Response } from '../wire/index.ts';

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
  readonly #kept: () => readonly Frame[];
  #last = 0;
  #answers: ReadonlyMap<number, Response> | null = null;

  /** `kept` gives the frames that the client may not have received. Asked where a request comes whose call is not open. */
  constructor(highestSeq: number, kept: () => readonly Frame[]) {
    this.#upTo = highestSeq;
    this.#kept = kept;
  }

  take(seq: number, isOpen: boolean): Replay {
    if (seq > this.#upTo || seq <= this.#last) return NO_REPLAY;
    this.#last = seq;
    if (isOpen) return { kind: 'open' };
    this.#answers ??= answersIn(this.#kept());
    const response = this.#answers.get(seq);
    return response === undefined ? { kind: 'unknown' } : { kind: 'answered', response };
  }
}

function answersIn(frames: readonly Frame[]): ReadonlyMap<number, Response> {
  const answers = new Map<number, Response>();
  for (const frame of frames) if (frame.kind === 'response') answers.set(frame.seq, frame.body);
  return answers;
}
