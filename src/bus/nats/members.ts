import type { Clock } from '../../clock/index.ts';

/** Who was not heard of for so long is not there. */
const TTL_MS = 3500;
/** Who looks up after longer than this did not listen either. */
const DEAF_MS = 2000;

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
  #lookedAtMs: number;

  /** `lost`: one of them is gone, or is not heard of any more. */
  constructor(clock: Clock, lost: (gateway: string) => void) {
    this.#clock = clock;
    this.#lost = lost;
    this.#lookedAtMs = clock.nowMs();
  }

  heard({ gateway, leaves, watches }: Presence): void {
    if (!leaves) this.#heard.set(gateway, { atMs: this.#clock.nowMs(), watches });
    else if (this.#heard.delete(gateway)) this.#lost(gateway);
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
      else if (nowMs - state.atMs > TTL_MS) {
        this.#heard.delete(gateway);
        this.#lost(gateway);
      }
    }
    return [...this.#heard.keys()];
  }
}
