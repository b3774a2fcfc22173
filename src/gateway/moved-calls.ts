import { LRUCache } from 'lru-cache';
import type { Bus, HandedSession, Word } from '../bus/index.ts';
import { CallbackTimer, type TimingWheel } from '../clock/index.ts';
import type { OpenCall, Session } from '../session/index.ts';
import { encodeFrame, type Response, readFrames, refusedResponse } from '../wire/index.ts';

/** An answer may come before the session that it is for has come: both are on their way at once. */
const EARLY_MS = 5000;
const MAX_EARLY = 1000;
const BASE64_GROWTH = 4 / 3;

type CallWord = Extract<Word, { kind: 'answered' | 'cancelled' | 'abandoned' }>;

/**
 * Calls that still run at a gateway whose session has gone to another: that one gets their answers over the bus, and the
 * client finds them open there as if it had not moved (ADR 11). Where an answer cannot come any more, that is said.
 */
export class MovedCalls {
  readonly #bus: Bus;
  readonly #wheel: TimingWheel;
  readonly #maxMs: number;
  /** Sessions that have gone, and have calls here that run. */
  readonly #left = new Map<string, Session[]>();
  /** Calls that run elsewhere, by session and seq. */
  readonly #awaited = new Map<string, Map<number, AwaitedCall>>();
  readonly #early = new LRUCache<string, Map<number, Response>>({ max: MAX_EARLY, ttl: EARLY_MS });

  /** `maxMs`: no call takes longer. */
  constructor(bus: Bus, wheel: TimingWheel, maxMs: number) {
    this.#bus = bus;
    this.#wheel = wheel;
    this.#maxMs = maxMs;
  }

  /** How many sessions have gone, and have calls here that run. */
  get leftBehind(): number {
    return this.#left.size;
  }

  /** Gives a session away to the gateway `to`. */
  handOver(session: Session, to: string): ReturnType<Session['handOver']> {
    const handed = session.handOver((seq, response) => this.#answered(session, seq, response, to));
    if (handed.open.length > 0) this.#left.set(session.id, [...(this.#left.get(session.id) ?? []), session]);
    return handed;
  }

  /** A session has come, with calls that run at the gateway that it was at. */
  arrived(session: Session, { gateway, open }: Pick<HandedSession, 'gateway' | 'open'>): void {
    const { id } = session;
    if (session.state.kind === 'closed') {
      this.dropped(id, { gateway, open });
      return;
    }
    const early = this.#early.get(id);
    this.#early.delete(id);
    for (const seq of open) {
      const call = new AwaitedCall(session, seq, gateway, {
        settled: () => this.#forget(id, seq, call),
        tell: (kind) => this.#bus.tell({ kind, sessionId: id, seq }, gateway),
      });
      const calls = this.#awaited.get(id) ?? new Map<number, AwaitedCall>();
      this.#awaited.set(id, calls.set(seq, call));
      session.calls.put(seq, call);
      this.#wheel.arm(call.timer, this.#maxMs);
      const response = early?.get(seq);
      if (response !== undefined) call.answer(response);
    }
  }

  /** Nobody is left who would want their answers. */
  dropped(sessionId: string, { gateway, open }: Pick<HandedSession, 'gateway' | 'open'>): void {
    for (const seq of open) this.#bus.tell({ kind: 'abandoned', sessionId, seq }, gateway);
  }

  /** What another gateway says of such a call. */
  heard(word: CallWord): void {
    const { sessionId, seq } = word;
    if (word.kind === 'answered') {
      const response = word.answer === null ? TOO_LARGE : responseIn(word.answer);
      const call = this.#awaited.get(sessionId)?.get(seq);
      if (call !== undefined) call.answer(response);
      else this.#early.set(sessionId, (this.#early.get(sessionId) ?? new Map()).set(seq, response));
      return;
    }
    for (const session of this.#left.get(sessionId) ?? []) {
      const call = session.calls.find(seq);
      if (word.kind === 'cancelled') call?.cancelArrived();
      else if (call !== undefined && session.calls.close(seq)) call.abandon();
      this.#forgetIfDone(session);
    }
  }

  /** Answers may have been lost. `gateway`: those of this one; null: of all. */
  lost(gateway: string | null): void {
    for (const calls of this.#awaited.values()) {
      for (const call of calls.values()) if (gateway === null || call.gateway === gateway) call.answer(LOST);
    }
  }

  #answered(session: Session, seq: number, body: Response, to: string): void {
    const frame = encodeFrame({ kind: 'response', seq, body });
    const fits = frame.length * BASE64_GROWTH < this.#bus.maxPayloadBytes;
    const answer = fits ? Buffer.from(frame).toString('base64') : null;
    this.#bus.tell({ kind: 'answered', sessionId: session.id, seq, answer }, to);
    this.#forgetIfDone(session);
  }

  #forgetIfDone(session: Session): void {
    if (session.calls.size > 0) return;
    const others = (this.#left.get(session.id) ?? []).filter((other) => other !== session);
    if (others.length > 0) this.#left.set(session.id, others);
    else this.#left.delete(session.id);
  }

  #forget(sessionId: string, seq: number, call: AwaitedCall): void {
    this.#wheel.disarm(call.timer);
    const calls = this.#awaited.get(sessionId);
    if (calls?.get(seq) !== call) return;
    calls.delete(seq);
    if (calls.size === 0) this.#awaited.delete(sessionId);
  }
}

interface AwaitedCallUser {
  settled(): void;
  /** Says to the gateway where the call runs that it is to end. */
  tell(kind: 'cancelled' | 'abandoned'): void;
}

/** A call that runs at another gateway, in the place of itself. */
class AwaitedCall implements OpenCall {
  readonly outlivesConnection = true;
  readonly gateway: string;
  readonly timer = new CallbackTimer(() => this.answer(LOST));
  readonly #session: Session;
  readonly #seq: number;
  readonly #user: AwaitedCallUser;

  constructor(session: Session, seq: number, gateway: string, user: AwaitedCallUser) {
    this.#session = session;
    this.#seq = seq;
    this.gateway = gateway;
    this.#user = user;
  }

  answer(response: Response): void {
    this.#user.settled();
    this.#session.respond(this.#seq, response);
  }

  cancelArrived(): void {
    this.#user.tell('cancelled');
  }

  abandon(): void {
    this.#user.settled();
    this.#user.tell('abandoned');
  }

  messageArrived(): void {}
  halfCloseArrived(): void {}
  creditArrived(): void {}
}

const LOST = refusedResponse(
  'OUTCOME_UNKNOWN',
  'the call was made at a gateway that cannot say any more what became of it',
);
const TOO_LARGE = refusedResponse('OUTCOME_UNKNOWN', 'the call was answered, with more than the bus carries');

function responseIn(answer: string): Response {
  const [frame] = readFrames(Buffer.from(answer, 'base64'));
  return frame?.kind === 'response' ? frame.body : LOST;
}
