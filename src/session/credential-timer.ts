import { type Clock, type TimingWheel, WheelTimer } from '../clock/index.ts';

/** The wall clock may be set: it is looked at this often. */
const MAX_WAIT_MS = 60_000;

/** Runs `expire` once the wall clock has passed a time: what a credential is good for is a time of day. */
export class CredentialTimer extends WheelTimer {
  readonly #clock: Clock;
  readonly #wheel: TimingWheel;
  readonly #endsAtUnixMs: number;
  readonly #expire: () => void;

  constructor(clock: Clock, wheel: TimingWheel, endsAtUnixMs: number, expire: () => void) {
    super();
    this.#clock = clock;
    this.#wheel = wheel;
    this.#endsAtUnixMs = endsAtUnixMs;
    this.#expire = expire;
    this.#wait();
  }

  stop(): void {
    this.#wheel.disarm(this);
  }

  override expired(): void {
    if (this.#clock.unixMs() >= this.#endsAtUnixMs) this.#expire();
    else this.#wait();
  }

  #wait(): void {
    const leftMs = Math.max(0, this.#endsAtUnixMs - this.#clock.unixMs());
    this.#wheel.arm(this, Math.min(leftMs, MAX_WAIT_MS));
  }
}
