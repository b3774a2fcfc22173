import { NO_METADATA } from '../../src/status/index.ts';
import { ENCODING, type Request } from '../../src/wire/index.ts';
import { ECHO, echoPayload } from '../echo-payload.ts';
import type { Measurement } from './measurement.ts';
import type { Round } from './round.ts';
import type { Answers, WireConnection } from './wire-connection.ts';

/** Where the start of a call is kept, by its seq: more than any shape has in flight. */
const KEPT = 1 << 16;

/** The calls of one connection. */
export class Calls implements Answers {
  readonly #request: Request;
  readonly #dueAtMs = new Float64Array(KEPT);
  readonly #whenFree: (calls: Calls) => void;
  readonly #failed: (cause: Error) => void;
  readonly #maxInFlight: number;
  connection: WireConnection | null = null;
  /** Null while nothing counts. */
  measurement: Measurement | null = null;
  inFlight = 0;
  #seq = 0;

  constructor(round: Round, whenFree: (calls: Calls) => void, failed: (cause: Error) => void) {
    this.#maxInFlight = round.shape.inFlight;
    this.#whenFree = whenFree;
    this.#failed = failed;
    this.#request = {
      ...ECHO,
      timeoutMs: 0,
      metadata: NO_METADATA,
      encoding: round.encoding === 'json' ? ENCODING.JSON : ENCODING.PROTO,
      payload: echoPayload(round.payloadBytes, round.encoding),
    };
  }

  get full(): boolean {
    return this.inFlight >= this.#maxInFlight;
  }

  /** Starts a call that was due at this time. */
  start(dueAtMs: number): void {
    const seq = ++this.#seq;
    this.#dueAtMs[seq % KEPT] = dueAtMs;
    this.inFlight++;
    this.connection?.send({ kind: 'request', seq, body: this.#request });
  }

  answered(seq: number, fine: boolean): void {
    this.inFlight--;
    this.measurement?.answered(performance.now() - (this.#dueAtMs[seq % KEPT] ?? 0), fine);
    this.#whenFree(this);
  }

  ended(why: string): void {
    this.#failed(new Error(`a connection ended under load: ${why}`));
  }
}
