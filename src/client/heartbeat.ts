import type { StopTimer, Timers } from './timers.ts';

/** A gateway that asks for a beat in every millisecond does not get it. */
const MIN_PERIOD_MS = 20;
/** In half heartbeats: silent for this long, the gateway is dead. That is two to two and a half heartbeats. */
const DEAD_AFTER_TICKS = 5;

/** What a heartbeat does to its connection. */
export interface HeartbeatActions {
  ping(): void;
  dead(): void;
}

/**
 * Keeps a connection alive and notices when the gateway is gone. It looks twice in each heartbeat: where nothing was
 * sent, or nothing arrived, since the last look, it pings.
 *
 * It counts looks and not time, so that a process that was suspended for an hour does not take its gateway for dead
 * on waking (S11).
 */
export class Heartbeat {
  readonly #timers: Timers;
  readonly #periodMs: number;
  readonly #actions: HeartbeatActions;
  #stopTimer: StopTimer;
  #said = true;
  #silentTicks = 0;

  constructor(timers: Timers, heartbeatMs: number, actions: HeartbeatActions) {
    this.#timers = timers;
    this.#periodMs = Math.max(MIN_PERIOD_MS, heartbeatMs / 2);
    this.#actions = actions;
    this.#stopTimer = timers.after(this.#periodMs, () => this.#tick());
  }

  /** Something arrived. */
  heard(): void {
    this.#silentTicks = 0;
  }

  /** Something was sent. */
  said(): void {
    this.#said = true;
  }

  stop(): void {
    this.#stopTimer();
  }

  #tick(): void {
    this.#silentTicks++;
    if (this.#silentTicks >= DEAD_AFTER_TICKS) {
      this.#actions.dead();
      return;
    }
    this.#stopTimer = this.#timers.after(this.#periodMs, () => this.#tick());
    const quiet = !this.#said || this.#silentTicks > 1;
    this.#said = false;
    if (quiet) this.#actions.ping();
  }
}
