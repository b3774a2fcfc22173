import { CallbackTimer, type TimingWheel } from '../../clock/index.ts';
import type { Answer } from '../bus.ts';

/** How long gateways may take to answer. */
const POLL_MS = 1000;

/** The answers of other gateways to one question. */
export class Poll {
  readonly #missing: Set<string>;
  readonly #answers: Answer[] = [];
  readonly #wheel: TimingWheel;
  readonly #timer = new CallbackTimer(() => this.#finish());
  #resolve: (answers: readonly Answer[]) => void = () => {};
  readonly answers: Promise<readonly Answer[]>;

  constructor(members: Iterable<string>, wheel: TimingWheel) {
    this.#missing = new Set(members);
    this.#wheel = wheel;
    this.answers = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    wheel.arm(this.#timer, POLL_MS);
  }

  answered(gateway: string, answer: Answer): void {
    if (!this.#missing.delete(gateway)) return;
    this.#answers.push(answer);
    // Nobody else has it then.
    if (this.#missing.size === 0 || answer.kind === 'handed') this.#finish();
  }

  #finish(): void {
    this.#wheel.disarm(this.#timer);
    this.#resolve(this.#answers);
  }
}
