/**
 * Holds back what turns of the event loop produce: while it is not known whether this gateway may still speak for its
 * sessions (FAULTS Z7).
 */
export class OutputGate {
  readonly #look: () => void;
  #held = false;
  #waiting: (() => void)[] = [];

  /** `look` is called before anything leaves: perhaps it holds the gate. */
  constructor(look: () => void) {
    this.#look = look;
  }

  get held(): boolean {
    this.#look();
    return this.#held;
  }

  hold(): void {
    this.#held = true;
  }

  /** Runs `task` now, or, where the gate is held, once it is not. */
  pass(task: () => void): void {
    if (this.held) this.#waiting.push(task);
    else task();
  }

  release(): void {
    this.#held = false;
    for (const task of this.#waiting.splice(0)) task();
  }
}
