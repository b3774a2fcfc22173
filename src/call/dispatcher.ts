import type { MethodEntry } from '../registry/index.ts';
import { type Inbound, NO_REPLAY, type SeqAdmission } from '../session/index.ts';
import { REASONS, type Reason } from '../status/index.ts';
import { ENCODING, type Request, refusedResponse } from '../wire/index.ts';
import type { Call, CallContext, CallOpening } from './call.ts';
import type { MethodTally } from './call-tally.ts';
import { callTimeoutMs } from './call-timeout.ts';
import type { Caller } from './caller.ts';
import type { TranscoderCache } from './json/index.ts';
import { filterMetadata } from './metadata-filter.ts';
import type { MethodResolver } from './method-resolver.ts';
import { StreamCall } from './stream-call.ts';
import { UnaryCall } from './unary-call.ts';

export interface CallLimits {
  /** Open calls of one session. */
  readonly maxInFlight: number;
  /** Open calls of the whole gateway. */
  readonly maxInFlightTotal: number;
  /** Open streaming calls of one session. */
  readonly maxStreams: number;
  /** How long a streaming call may go without a message either way. */
  readonly streamIdleTimeoutMs: number;
}

/** A timeout above this cannot be meant: it is a negative number, as the wire shows it. */
const MAX_TIMEOUT_MS = 2 ** 31;

const SEQ_REASONS = {
  zero: ['BAD_SEQ', 'seq 0 belongs to session frames'],
  duplicate: ['DUPLICATE_SEQ', 'a call with this seq is open'],
  stale: ['STALE_SEQ', 'a call with this or a higher seq has been made'],
} as const satisfies Record<Exclude<SeqAdmission, 'opened'>, readonly [Reason, string]>;

/**
 * Turns a Request into a call at the backend that serves its method, or answers why not. Every Request is answered
 * exactly once.
 */
export class Dispatcher implements Inbound {
  readonly #limits: CallLimits;
  readonly #resolver: MethodResolver;
  readonly #transcoders: TranscoderCache;
  readonly #context: CallContext;

  constructor(limits: CallLimits, resolver: MethodResolver, transcoders: TranscoderCache, context: CallContext) {
    this.#limits = limits;
    this.#resolver = resolver;
    this.#transcoders = transcoders;
    this.#context = context;
  }

  requestArrived(caller: Caller, seq: number, request: Request): void {
    const admission = caller.calls.admit(seq);
    if (admission === 'opened') this.#admit(caller, seq, request);
    else this.#answerTaken(caller, seq, request, admission);
  }

  /** A seq that was used: a client that came back may send again what it has no answer to. */
  #answerTaken(caller: Caller, seq: number, request: Request, admission: Exclude<SeqAdmission, 'opened'>): void {
    const replay = admission === 'zero' ? NO_REPLAY : caller.takeReplay(seq);
    switch (replay.kind) {
      case 'none': {
        const [reason, message] = SEQ_REASONS[admission];
        this.#refuse(caller, seq, reason, message);
        return;
      }
      case 'open':
        return;
      case 'answered':
        caller.refuse(seq, replay.response);
        return;
      case 'unknown':
        if (this.#mayRunAgain(request)) this.#admit(caller, seq, request);
        else
          this.#refuse(caller, seq, 'OUTCOME_UNKNOWN', 'the call was made before, and its answer is not kept any more');
    }
  }

  #mayRunAgain(request: Request): boolean {
    const entry = this.#resolver.resolve(request.service, request.method);
    return entry?.kind === 'unary' && (request.idempotent || entry.idempotency !== 'unknown');
  }

  #admit(caller: Caller, seq: number, request: Request): void {
    if (caller.calls.size >= this.#limits.maxInFlight) {
      this.#refuse(caller, seq, 'TOO_MANY_IN_FLIGHT', `${this.#limits.maxInFlight} calls are open`);
      return;
    }
    if (this.#context.tally.inFlight >= this.#limits.maxInFlightTotal) {
      this.#refuse(caller, seq, 'GATEWAY_OVERLOADED', 'the gateway holds as many calls as it takes');
      return;
    }
    const entry = this.#resolver.resolve(request.service, request.method);
    if (entry === undefined) {
      const { reason, message } = this.#resolver.explainMiss(request.service, request.method);
      this.#refuse(caller, seq, reason, message);
      return;
    }
    this.#open(caller, seq, request, entry);
  }

  #open(caller: Caller, seq: number, request: Request, entry: MethodEntry): void {
    const tally = this.#context.tally.of(entry.path, entry.service, entry.method);
    if (request.timeoutMs > MAX_TIMEOUT_MS) {
      this.#refuse(caller, seq, 'BAD_TIMEOUT', 'timeout_ms is negative', tally);
      return;
    }
    const filtered = filterMetadata(request.metadata);
    if (filtered.kind === 'illegal') {
      this.#refuse(caller, seq, 'BAD_METADATA', filtered.message, tally);
      return;
    }
    if (request.encoding < 0 || request.encoding > ENCODING.JSON) {
      this.#refuse(caller, seq, 'BAD_ENCODING', `encoding ${request.encoding}`, tally);
      return;
    }
    const { payload } = request;
    const startedAtMs = this.#context.clock.nowMs();
    const timeoutMs = callTimeoutMs(entry, request.timeoutMs);
    const opening: CallOpening = {
      path: entry.path,
      metadata: filtered.metadata,
      deadlineAtMs: startedAtMs + timeoutMs,
      user: caller.user,
      seq,
      entry,
      tally,
      payload,
      startedAtMs,
      timeoutMs,
    };
    if (entry.kind === 'unary') {
      this.#begin(caller, seq, new UnaryCall(this.#context, caller, opening), entry, request.encoding);
      return;
    }
    if (entry.kind !== 'server-streaming' && payload.length > 0) {
      this.#refuse(caller, seq, 'BAD_FRAME', `a ${entry.kind} call carries its messages in Message frames`, tally);
      return;
    }
    if (caller.streams.size >= this.#limits.maxStreams) {
      this.#refuse(caller, seq, 'TOO_MANY_STREAMS', `${this.#limits.maxStreams} streaming calls are open`, tally);
      return;
    }
    const call = new StreamCall(this.#context, caller, opening, this.#limits.streamIdleTimeoutMs);
    this.#begin(caller, seq, call, entry, request.encoding);
  }

  #begin(caller: Caller, seq: number, call: Call, entry: MethodEntry, encoding: number): void {
    caller.calls.put(seq, call);
    if (encoding !== ENCODING.JSON) {
      call.startBinary();
      return;
    }
    const hash = entry.revision.descriptorHash;
    const warm = this.#transcoders.peek(hash);
    if (warm !== undefined) {
      call.startJson(warm);
      return;
    }
    call.waitToStart();
    // What starting the call throws ends the call as well: nobody else would catch it, and the process would end.
    this.#transcoders
      .load(hash)
      .then((set) => call.startJson(set))
      .catch((cause: unknown) => call.fail(cause));
  }

  #refuse(caller: Caller, seq: number, reason: Reason, message: string, tally?: MethodTally): void {
    const all = this.#context.tally;
    all.callFailed(reason);
    (tally ?? all.other).callEnded(REASONS[reason].code, 0);
    caller.refuse(seq, refusedResponse(reason, message));
  }
}
