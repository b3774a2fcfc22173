import type { Clock } from '../clock/index.ts';
import { enhanceYourCalm } from './http2-error.ts';

const BURST = 2_000;
const PER_MS = 0.5;
/** What one of our frames may bring back: window updates for stream and connection, a PING to measure the way. */
const PER_FRAME_SENT = 4;
/** What may still be on its way for a stream when it closes: initial headers, trailers, the end of the data, a reset. */
const PER_STREAM_CLOSED = 4;
/** As many streams may close at once, in a storm of deadlines, and all of it still arrive. */
const MAX_LATE = 65_536;

/**
 * Bounds the frames by which a peer makes work without doing any: PING, SETTINGS, empty DATA, WINDOW_UPDATE, informational
 * answers, frames that we do not know, and those for streams that are closed. Each costs one; what we send earns some, and
 * so does time. A peer that is out of it is flooding us (RFC 9113 section 10.5).
 */
export class ControlBudget {
  readonly #clock: Clock;
  #left = BURST;
  #late = 0;
  #filledAtMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#filledAtMs = clock.nowMs();
  }

  /** We sent a frame that the peer may answer with control frames. */
  earn(): void {
    if (this.#left < BURST) this.#left += PER_FRAME_SENT;
  }

  /**
   * `cost`: 1 for most frames; more for what makes us look at every stream.
   *
   * @throws Http2Error ENHANCE_YOUR_CALM where nothing is left.
   */
  spend(cost = 1): void {
    this.#left -= cost;
    if (this.#left >= 0) return;
    // The clock is only asked when it matters.
    const nowMs = this.#clock.nowMs();
    this.#left = Math.min(BURST, Math.floor((nowMs - this.#filledAtMs) * PER_MS)) - cost;
    this.#filledAtMs = nowMs;
    if (this.#left < 0) throw enhanceYourCalm('a flood of control frames');
  }

  /** A stream has closed: the peer may have sent a few frames for it before it heard. */
  streamClosed(): void {
    if (this.#late < MAX_LATE) this.#late += PER_STREAM_CLOSED;
  }

  /**
   * For a frame of a stream that is closed.
   *
   * @throws Http2Error ENHANCE_YOUR_CALM where there are more of them than closed streams explain.
   */
  spendLate(): void {
    if (this.#late > 0) this.#late--;
    else this.spend();
  }
}
