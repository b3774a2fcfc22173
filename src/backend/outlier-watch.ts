import type { OutlierPolicy } from '../registry/index.ts';
import type { EndpointLane } from './endpoint-lane.ts';

/**
 * How an attempt ended: the endpoint was unavailable, it answered (with whatever status), or its caller waited no longer:
 * that may be due to the caller, and tells no more than that the endpoint took so long.
 */
export type AttemptOutcome = 'failed' | 'answered' | 'given-up';

/** How often endpoints are compared, and let back in. There is no timer: the end of a call asks. */
const SWEEP_MS = 200;
/** An endpoint that has answered fewer calls is not compared. */
const MIN_SAMPLES = 5;
/** Slower than the others by less than this is not slow, whatever the factor. */
const MIN_SLOW_MS = 50;
/** How much the latest answer counts in the mean. */
const LATEST_SHARE = 0.2;
const MAX_EJECT_MS = 300_000;
/** After so many times its last ejection in good order an endpoint starts anew. */
const FORGIVEN_AFTER = 10;

/**
 * Takes endpoints out of the balancer's choice that fail many calls in a row, or are far slower than the others: at most
 * half of them, each for longer every time. One that is let back in goes again with its first failure.
 */
export class OutlierWatch {
  readonly #policy: OutlierPolicy;
  #sweptAtMs = 0;

  constructor(policy: OutlierPolicy) {
    this.#policy = policy;
  }

  /**
   * An attempt at `lane`, one of `lanes`, has ended. `tookMs` is how long its answer took, or was waited for; negative:
   * that says nothing, as with a stream.
   *
   * @returns whether other endpoints are in service than before.
   */
  ended(
    lane: EndpointLane,
    lanes: readonly EndpointLane[],
    outcome: AttemptOutcome,
    tookMs: number,
    nowMs: number,
  ): boolean {
    let changed = false;
    if (outcome === 'failed') {
      lane.failuresInRow++;
      const { consecutiveFailures } = this.#policy;
      if (consecutiveFailures > 0 && lane.failuresInRow >= consecutiveFailures) {
        changed = this.#eject(lane, lanes, nowMs);
      }
    } else {
      if (outcome === 'answered') lane.failuresInRow = 0;
      if (tookMs >= 0 && (outcome === 'answered' || tookMs >= lane.answerMs)) {
        lane.answerMs += lane.samples === 0 ? tookMs : (tookMs - lane.answerMs) * LATEST_SHARE;
        lane.samples++;
      }
    }
    if (nowMs - this.#sweptAtMs < SWEEP_MS) return changed;
    this.#sweptAtMs = nowMs;
    return this.#sweep(lanes, nowMs) || changed;
  }

  #sweep(lanes: readonly EndpointLane[], nowMs: number): boolean {
    let changed = false;
    for (const lane of lanes) {
      if (lane.ejectedUntilMs === 0 || nowMs < lane.ejectedUntilMs) continue;
      lane.ejectedUntilMs = 0;
      lane.samples = 0;
      lane.answerMs = 0;
      lane.failuresInRow = Math.max(0, this.#policy.consecutiveFailures - 1);
      changed = true;
    }
    const slow = this.#policy.slowFactor > 0 ? this.#findSlow(lanes) : null;
    return (slow !== null && this.#eject(slow, lanes, nowMs)) || changed;
  }

  /** The slowest endpoint, where it is too slow next to the median of the others. */
  #findSlow(lanes: readonly EndpointLane[]): EndpointLane | null {
    const known = lanes.filter(({ ejectedUntilMs, samples }) => ejectedUntilMs === 0 && samples >= MIN_SAMPLES);
    known.sort((a, b) => a.answerMs - b.answerMs);
    const slowest = known.at(-1);
    // Of the others, who are one fewer; of two the faster.
    const usual = known[Math.floor((known.length - 2) / 2)];
    if (slowest === undefined || usual === undefined || known.length < 2) return null;
    const limitMs = Math.max(usual.answerMs * this.#policy.slowFactor, usual.answerMs + MIN_SLOW_MS);
    return slowest.answerMs > limitMs ? slowest : null;
  }

  #eject(lane: EndpointLane, lanes: readonly EndpointLane[], nowMs: number): boolean {
    if (lane.ejectedUntilMs !== 0) return false;
    let ejected = 1;
    for (const { ejectedUntilMs } of lanes) if (ejectedUntilMs !== 0) ejected++;
    if (ejected > lanes.length / 2) return false;
    const quietMs = nowMs - lane.lastEjectedUntilMs;
    const again = lane.lastEjectedForMs > 0 && quietMs < FORGIVEN_AFTER * lane.lastEjectedForMs;
    const forMs = Math.min(MAX_EJECT_MS, again ? 2 * lane.lastEjectedForMs : this.#policy.ejectMs);
    lane.ejections++;
    lane.lastEjectedForMs = forMs;
    lane.ejectedUntilMs = nowMs + forMs;
    lane.lastEjectedUntilMs = lane.ejectedUntilMs;
    return true;
  }
}
