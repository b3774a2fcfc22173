import { CallbackTimer, type TimingWheel } from '../clock/index.ts';

/**
 * Asks a silent peer whether it is still there: a PING after `idleMs` in which nothing arrived, and the connection is
 * lost where nothing arrives within `timeoutMs` after that either (gRPC's "Client-side Keepalive", gRFC A8).
 */
export class Keepalive {
  readonly #wheel: TimingWheel;
  readonly #idleMs: number;
  readonly #timeoutMs: number;
  readonly #ping: () => void;
  readonly #lost: () => void;
  readonly #timer = new CallbackTimer(() => this.#due());
  /** Whether anything arrived since the timer was armed. */
  #heard = false;
  #asked = false;

  constructor(wheel: TimingWheel, idleMs: number, timeoutMs: number, ping: () => void, lost: () => void) {
    this.#wheel = wheel;
    this.#idleMs = idleMs;
    this.#timeoutMs = timeoutMs;
    this.#ping = ping;
    this.#lost = lost;
  }

  start(): void {
    this.#wheel.arm(this.#timer, this.#idleMs);
  }

  stop(): void {
    this.#wheel.disarm(this.#timer);
  }

  /** Something arrived. */
  heard(): void {
    this.#heard = true;
  }

  #due(): void {
    if (this.#heard) this.#asked = false;
    else if (this.#asked) {
      this.#lost();
      return;
    } else {
      this.#asked = true;
      this.#ping();
    }
    this.#heard = false;
    this.#wheel.arm(this.#timer, this.#asked ? this.#timeoutMs : this.#idleMs);
  }
}
