import type { MethodEntry } from '../registry/index.ts';
import type { Inbound, SeqAdmission } from '../session/index.ts';
import { type Metadata, REASONS, type Reason } from '../status/index.ts';
import { ENCODING, type Request, refusedResponse } from '../wire/index.ts';
import type { MethodTally } from './call-tally.ts';
import type { Caller } from './caller.ts';
import type { TranscoderCache } from './json/index.ts';
import { filterMetadata } from './metadata-filter.ts';
import type { MethodResolver } from './method-resolver.ts';
import { type CallContext, UnaryCall } from './unary-call.ts';

export interface CallLimits {
  /** Open calls of one session. */
  readonly maxInFlight: number;
  /** Open calls of the whole gateway. */
  readonly maxInFlightTotal: number;
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
    if (admission !== 'opened') {
      const [reason, message] = SEQ_REASONS[admission];
      this.#refuse(caller, seq, reason, message);
      return;
    }
    if (caller.calls.size >= this.#limits.maxInFlight) {
      this.#refuse(caller, seq, 'TOO_MANY_IN_FLIGHT', `${this.#limits.maxInFlight} calls are open`);
      return;
    }
    if (this.#context.tally.inFlight >= this.#limits.maxInFlightTotal) {
      this.#refuse(caller, seq, 'GATEWAY_OVERLOADED', 'the gateway holds as many calls as it takes');
      return;
    }
    const resolution = this.#resolver.resolve(request.service, request.method);
    if (resolution.kind === 'missing') {
      this.#refuse(caller, seq, resolution.miss.reason, resolution.miss.message);
      return;
    }
    this.#open(caller, seq, request, resolution.entry);
  }

  #open(caller: Caller, seq: number, request: Request, entry: MethodEntry): void {
    const tally = this.#context.tally.of(entry.path, entry.service, entry.method);
    if (entry.kind !== 'unary') {
      this.#refuse(caller, seq, 'KIND_NOT_CARRIED', `${entry.path} is ${entry.kind}`, tally);
      return;
    }
    if (request.timeoutMs > MAX_TIMEOUT_MS) {
      this.#refuse(caller, seq, 'BAD_TIMEOUT', 'timeout_ms is negative', tally);
      return;
    }
    const filtered = filterMetadata(request.metadata);
    if (filtered.kind === 'illegal') {
      this.#refuse(caller, seq, 'BAD_METADATA', filtered.message, tally);
      return;
    }
    switch (request.encoding) {
      case ENCODING.UNSPECIFIED:
      case ENCODING.PROTO:
        this.#call(caller, seq, request, entry).startBinary(filtered.metadata, request.payload);
        return;
      case ENCODING.JSON:
        this.#openJson(caller, seq, request, entry, filtered.metadata);
        return;
      default:
        this.#refuse(caller, seq, 'BAD_ENCODING', `encoding ${request.encoding}`, tally);
    }
  }

  #openJson(caller: Caller, seq: number, request: Request, entry: MethodEntry, metadata: Metadata): void {
    const hash = entry.revision.descriptorHash;
    const call = this.#call(caller, seq, request, entry);
    const warm = this.#transcoders.peek(hash);
    if (warm !== undefined) {
      call.startJson(metadata, request.payload, warm);
      return;
    }
    this.#transcoders.load(hash).then(
      (transcoder) => call.startJson(metadata, request.payload, transcoder),
      (cause: unknown) => call.fail(cause),
    );
  }

  #call(caller: Caller, seq: number, request: Request, entry: MethodEntry): UnaryCall {
    const { timeoutMs, maxTimeoutMs } = entry.revision.policy;
    const asked = request.timeoutMs === 0 ? timeoutMs : request.timeoutMs;
    const call = new UnaryCall(this.#context, caller, seq, entry, Math.min(asked, maxTimeoutMs));
    caller.calls.put(seq, call);
    return call;
  }

  #refuse(caller: Caller, seq: number, reason: Reason, message: string, tally?: MethodTally): void {
    const all = this.#context.tally;
    all.callFailed(reason);
    (tally ?? all.other).callEnded(REASONS[reason].code, 0);
    caller.refuse(seq, refusedResponse(reason, message));
  }
}
