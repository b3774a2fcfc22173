import { CallbackTimer, type TimingWheel } from '../../clock/index.ts';
import type { Answer } from '../bus.ts';

/** How long gateways may take to answer. */
const POLL_MS = 1000;

/** The answers of other gateways to one question. */
export class Poll {
  readonly #missing: Set<string>;
  readonly #answered = new Set<string>();
  readonly #answers: Answer[] = [];
  readonly #wheel: TimingWheel;
  readonly #timer = new CallbackTimer(() => this.#finish());
  readonly #settleTimer = new CallbackTimer(() => this.#settled());
  #settling = false;
  #resolve: (answers: readonly Answer[]) => void = () => {};
  readonly answers: Promise<readonly Answer[]>;

  /** `settleMs`: for so long there may be others who are not known yet, and whose answers count as well. */
  constructor(members: Iterable<string>, settleMs: number, wheel: TimingWheel) {
    this.#missing = new Set(members);
    this.#wheel = wheel;
    this.answers = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    wheel.arm(this.#timer, Math.max(POLL_MS, settleMs));
    if (settleMs <= 0) return;
    this.#settling = true;
    wheel.arm(this.#settleTimer, settleMs);
  }

  answered(gateway: string, answer: Answer): void {
    if (this.#answered.has(gateway)) return;
    this.#answered.add(gateway);
    this.#missing.delete(gateway);
    this.#answers.push(answer);
    // Nobody else has it then.
    if (answer.kind === 'handed') this.#finish();
    else this.#finishIfAll();
  }

  #settled(): void {
    this.#settling = false;
    this.#finishIfAll();
  }

  #finishIfAll(): void {
    if (!this.#settling && this.#missing.size === 0) this.#finish();
  }

  #finish(): void {
    this.#wheel.disarm(this.#timer);
    this.#wheel.disarm(this.#settleTimer);
    this.#resolve(this.#answers);
  }
}
