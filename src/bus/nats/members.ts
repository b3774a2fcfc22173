import type { Clock } from '../../clock/index.ts';

/** Who was not heard of for so long is not there. */
const TTL_MS = 3500;
/** Who looks up after longer than this did not listen either. */
const DEAF_MS = 2000;
/** Gateways of which it is remembered when they left. */
const MAX_LEFT = 1000;

/** What a gateway says each second, and as it leaves. */
export interface Presence {
  readonly gateway: string;
  readonly leaves: boolean;
  /** It has just come, and wants to know who is there. */
  readonly asks: boolean;
  /** Somebody there wants to hear of the sessions of all. */
  readonly watches: boolean;
}

/** The other gateways on the bus, as far as they were heard of. */
export class Members {
  readonly #clock: Clock;
  readonly #lost: (gateway: string) => void;
  readonly #heard = new Map<string, { atMs: number; watches: boolean }>();
  readonly #left = new Map<string, number>();
  #lookedAtMs: number;

  /** `lost`: one of them is gone, or is not heard of any more. */
  constructor(clock: Clock, lost: (gateway: string) => void) {
    this.#clock = clock;
    this.#lost = lost;
    this.#lookedAtMs = clock.nowMs();
  }

  heard({ gateway, leaves, watches }: Presence): void {
    if (!leaves) {
      this.#heard.set(gateway, { atMs: this.#clock.nowMs(), watches });
      this.#left.delete(gateway);
    } else if (this.#heard.has(gateway)) this.#leave(gateway);
  }

  has(gateway: string): boolean {
    return this.#heard.has(gateway);
  }

  /** Whether anybody watches. */
  get watched(): boolean {
    for (const { watches } of this.#heard.values()) if (watches) return true;
    return false;
  }

  /** Those that are there. */
  living(): readonly string[] {
    const nowMs = this.#clock.nowMs();
    // This process stood still: what the others said meanwhile is still to be read.
    const wasDeaf = nowMs - this.#lookedAtMs > DEAF_MS;
    this.#lookedAtMs = nowMs;
    for (const [gateway, state] of this.#heard) {
      if (wasDeaf) state.atMs = nowMs;
      else if (nowMs - state.atMs > TTL_MS) this.#leave(gateway);
    }
    return [...this.#heard.keys()];
  }

  /** For how long it has not been there; `sinceMs` is when we began to listen. One that was never heard of left before that. */
  absentMs(gateway: string, sinceMs: number): number {
    if (this.#heard.has(gateway)) return 0;
    return this.#clock.nowMs() - Math.max(sinceMs, this.#left.get(gateway) ?? sinceMs);
  }

  #leave(gateway: string): void {
    this.#heard.delete(gateway);
    this.#left.set(gateway, this.#clock.nowMs());
    for (const first of this.#left.keys()) {
      if (this.#left.size <= MAX_LEFT) break;
      this.#left.delete(first);
    }
    this.#lost(gateway);
  }
}
