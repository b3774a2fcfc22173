import type { GrpcCall } from '../../src/http2/grpc-call.ts';
import type { GrpcCallReceiver } from '../../src/http2/index.ts';
import type { CallEnd, Metadata } from '../../src/status/index.ts';
import { mustBe } from '../broken-promise.ts';
import { sameBytes } from '../same-value.ts';

/** What a receiver hears of a call, and whether it is told in the order that it was promised. */
export class CallRecord implements GrpcCallReceiver {
  call: GrpcCall | null = null;
  /** It ended, or gave up. */
  over = false;
  readonly told: unknown[] = [];
  readonly #creditAtFirst: number;
  readonly #creditForEach: number;
  readonly #givesUpAt: number;
  /** Messages as they were handed out, and what was in them then. */
  readonly #kept: { readonly payload: Uint8Array; readonly copy: Uint8Array }[] = [];
  #credit = 0;
  #messages = 0;
  #headersSeen = false;

  /** The credit that it gives at first and for each message, and the message at which it gives up. */
  constructor(creditAtFirst: number, creditForEach: number, givesUpAt: number) {
    this.#creditAtFirst = creditAtFirst;
    this.#creditForEach = creditForEach;
    this.#givesUpAt = givesUpAt;
  }

  begin(): void {
    this.#give(this.#creditAtFirst);
  }

  /** Takes whatever waits, where its stream has ended. */
  takeAll(credit: number): void {
    if (this.call?.phase === 'delivering') this.#give(credit);
  }

  /** What was handed out is its receiver's, whatever is read later. */
  checkKept(): void {
    for (const { payload, copy } of this.#kept) mustBe(sameBytes(payload, copy), 'no message is written over');
  }

  onHeaders(metadata: Metadata): void {
    mustBe(!this.over && !this.#headersSeen && this.#messages === 0, 'headers come first, and once');
    this.#headersSeen = true;
    this.told.push(metadata);
    this.#give(this.#creditForEach);
  }

  onMessage(payload: Uint8Array): void {
    mustBe(!this.over && this.#headersSeen, 'messages come after headers and before the end');
    mustBe(this.#credit > 0, 'a message comes only where there is credit for it');
    this.#credit--;
    this.#messages++;
    const copy = payload.slice();
    this.told.push(copy);
    this.#kept.push({ payload, copy });
    if (this.#messages < this.#givesUpAt) this.#give(this.#creditForEach);
    else {
      this.over = true;
      this.call?.cancel();
    }
  }

  onDrain(): void {
    mustBe(!this.over, 'nothing is asked for after the end');
  }

  onEnd(end: CallEnd): void {
    mustBe(!this.over, 'a call ends once, and not after it was given up');
    mustBe(end.code >= 0 && end.code <= 16, 'a call ends with a status of gRPC');
    mustBe((end.code === 0) === (end.failure === null), 'what is not OK says why');
    this.over = true;
    this.told.push(end.code, end.failure?.reason, end.message, end.trailers);
  }

  #give(messages: number): void {
    if (messages === 0) return;
    this.#credit += messages;
    this.call?.request(messages);
  }
}
