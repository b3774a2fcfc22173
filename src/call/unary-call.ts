import type { OutgoingCall } from '../backend/index.ts';
import { type CallEnd, failedEnd, STATUS } from '../status/index.ts';
import { Call } from './call.ts';

/** A unary call: the Request carries its one message, the Response the answer. */
export class UnaryCall extends Call {
  get outlivesConnection(): boolean {
    return true;
  }

  protected readonly carriesRequest = true;
  #answer: Uint8Array | null = null;

  protected override begin(outgoing: OutgoingCall, payload: Uint8Array): void {
    outgoing.send(payload);
    outgoing.halfClose();
    // One more than there may be: so a second answer is seen, and dropped.
    outgoing.request(2);
  }

  override onMessage(payload: Uint8Array): void {
    if (!this.open || this.#answer !== null) this.dropAnswer();
    else this.#answer = payload;
  }

  protected override backendEnded(end: CallEnd): void {
    if (end.code !== STATUS.OK) {
      this.finish(end);
      return;
    }
    if (this.#answer === null) {
      this.finish(failedEnd('BAD_RESPONSE', 'the backend ended the call with OK, but sent no message'));
      return;
    }
    const payload = this.encode(this.#answer);
    if (payload !== null) this.finish(end, payload);
  }

  override messageArrived(): void {
    this.giveUp(failedEnd('BAD_FRAME', 'a unary call carries its message in the Request', { sent: this.sent }));
  }

  /** The Request of a unary call is its half-close. Saying so again does no harm. */
  override halfCloseArrived(): void {}
  override creditArrived(): void {}
  override onDrain(): void {}
  protected override ended(): void {}
}
