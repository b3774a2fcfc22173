import type { Clock, Stop } from '../../src/clock/index.ts';

interface Ticker {
  readonly periodMs: number;
  readonly tick: () => void;
  nextAtMs: number;
}

/** A clock that stands still until a test moves it. The wall clock may jump by itself. */
export class FakeClock implements Clock {
  #nowMs = 1000;
  #unixMs = Date.UTC(2026, 0, 1);
  readonly #tickers = new Set<Ticker>();

  nowMs(): number {
    return this.#nowMs;
  }

  unixMs(): number {
    return this.#unixMs;
  }

  every(periodMs: number, tick: () => void): Stop {
    const ticker = { periodMs, tick, nextAtMs: this.#nowMs + periodMs };
    this.#tickers.add(ticker);
    return () => this.#tickers.delete(ticker);
  }

  /** How many ask for ticks. */
  get tickers(): number {
    return this.#tickers.size;
  }

  /** Moves the time, and ticks on the way as the machine's clock would. */
  advance(ms: number): void {
    const end = this.#nowMs + ms;
    for (;;) {
      const due = [...this.#tickers].filter(({ nextAtMs }) => nextAtMs <= end).sort((a, b) => a.nextAtMs - b.nextAtMs);
      const next = due[0];
      if (next === undefined) break;
      this.#unixMs += next.nextAtMs - this.#nowMs;
      this.#nowMs = next.nextAtMs;
      next.nextAtMs += next.periodMs;
      next.tick();
    }
    this.#unixMs += end - this.#nowMs;
    this.#nowMs = end;
  }

  /** Moves the time without a tick on the way: what a stalled event loop sees. */
  stall(ms: number): void {
    this.#nowMs += ms;
    this.#unixMs += ms;
  }

  /** The wall clock is set; the monotonic time is not. */
  setUnixMs(unixMs: number): void {
    this.#unixMs = unixMs;
  }
}
