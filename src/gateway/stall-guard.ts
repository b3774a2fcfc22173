import type { Logger } from 'pino';
import type { Bus } from '../bus/index.ts';
import type { OutputGate } from '../listen/index.ts';

/**
 * After this process stood still, others may have taken its sessions over. Nothing leaves the gateway until it has heard what
 * they said meanwhile: what has moved on is given away, and nobody is served twice (FAULTS Z7).
 */
export class StallGuard {
  readonly #gate: OutputGate;
  readonly #log: Logger;
  /** Null: there are no others. */
  bus: Bus | null = null;
  #stalls = 0;

  constructor(gate: OutputGate, log: Logger) {
    this.#gate = gate;
    this.#log = log;
  }

  stalled(ms: number): void {
    this.#log.warn({ ms: Math.round(ms) }, 'the process stood still');
    if (this.bus !== null) void this.#catchUp(this.bus);
  }

  async #catchUp(bus: Bus): Promise<void> {
    this.#stalls++;
    this.#gate.hold();
    await bus.catchUp();
    this.#stalls--;
    if (this.#stalls === 0) this.#gate.release();
  }
}
