import type { Clock } from '../clock/index.ts';
import { pause } from './pause.ts';
import { RequestGate } from './request-gate.ts';

const PERIOD_MS = 1000;

/**
 * Whether Consul answers, as all see it who follow something there. While it does not they ask in turn, one in a second,
 * however many they are; once it answers one of them, all the others may ask at once.
 */
export class Outage {
  readonly #clock: Clock;
  readonly #gate = new RequestGate(PERIOD_MS, 1);
  #down = false;
  #row: (() => void)[] = [];
  #next: Promise<void> | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Somebody was answered, and could believe it. */
  answered(): void {
    if (!this.#down) return;
    this.#down = false;
    const row = this.#row;
    this.#row = [];
    for (const go of row) go();
  }

  /** Somebody was not. */
  failed(): void {
    this.#down = true;
  }

  /** Waits, while Consul is down, for the turn of who calls; or until `signal` says to stop. */
  async turn(signal: AbortSignal): Promise<void> {
    if (!this.#down || signal.aborted) return;
    const { promise, resolve } = withResolvers();
    const leave = () => {
      this.#row = this.#row.filter((go) => go !== resolve);
      resolve();
    };
    signal.addEventListener('abort', leave);
    this.#row.push(resolve);
    this.#next ??= this.#letNext();
    await promise;
    signal.removeEventListener('abort', leave);
  }

  async #letNext(): Promise<void> {
    while (this.#row.length > 0) {
      await pause(this.#clock, this.#gate.take(this.#clock.nowMs()), NEVER);
      this.#row.shift()?.();
    }
    this.#next = null;
  }
}

const NEVER = new AbortController().signal;

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
