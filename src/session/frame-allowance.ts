import { type Clock, TokenBucket } from '../clock/index.ts';
import { WireError } from '../wire/index.ts';
import type { SessionLimits } from './session-context.ts';

/**
 * What a client may send besides its calls: small frames that cost it nothing and us some work. Each method that takes throws
 * WireError 4504 where nothing is left.
 */
export class FrameAllowance {
  readonly #clock: Clock;
  readonly #controlFrames: TokenBucket;
  readonly #cancels: TokenBucket;
  /** Credit frames that the client may send for messages that it got. */
  #creditFrames = 0;
  #overruns = 0;

  constructor({ controlFramesPerSecond, controlFramesBurst, maxInFlight }: SessionLimits, clock: Clock) {
    const nowMs = clock.nowMs();
    this.#clock = clock;
    this.#controlFrames = new TokenBucket(controlFramesPerSecond, controlFramesBurst, nowMs);
    this.#cancels = new TokenBucket(controlFramesPerSecond, maxInFlight, nowMs);
  }

  takeControlFrame(): void {
    if (!this.#controlFrames.take(this.#clock.nowMs())) throw new WireError(4504, 'rate', 'too many control frames');
  }

  takeCancel(): void {
    if (!this.#cancels.take(this.#clock.nowMs())) throw new WireError(4504, 'rate', 'too many cancels');
  }

  messageSent(): void {
    this.#creditFrames++;
  }

  /** A client that takes messages grants credit for them: as many frames as there were messages cost nothing. */
  takeCredit(): void {
    if (this.#creditFrames > 0) this.#creditFrames--;
    else this.takeControlFrame();
  }

  /** Another connection: no message was sent over it. */
  forgetMessages(): void {
    this.#creditFrames = 0;
  }

  /** A stream sent beyond its credit: once may be a mistake. */
  takeOverrun(): void {
    this.#overruns++;
    if (this.#overruns > 1) throw new WireError(4504, 'rate', 'messages beyond the credit of a stream, again');
  }
}
