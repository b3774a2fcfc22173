import {
  type Answer,
  type Bus,
  LocalOutbox,
  type Question,
  type Receiver,
  type Report,
  reportOn,
  type Word,
} from '../../src/bus/index.ts';
import type { Clock, TimingWheel } from '../../src/clock/index.ts';

const LIMITS = { maxPerUser: 100, maxBytesPerUser: 1_000_000, maxBytes: 10_000_000 };

/** A bus on which the other gateways answer what a test says, and what this one tells them is kept. */
export class ScriptedBus implements Bus {
  readonly id = 'here';
  readonly outbox: LocalOutbox;
  readonly watched = false;
  readonly told: { readonly word: Word; readonly to: string | undefined }[] = [];
  readonly questions: Question[] = [];
  maxPayloadBytes = 1_000_000;
  isUp = true;
  /** For how long any other gateway has not been there. Milliseconds. */
  absent = 0;
  /** What the others answer. */
  others: () => Promise<readonly Answer[]> = () => Promise.resolve([]);
  #receiver: Receiver | null = null;

  constructor(clock: Clock, wheel: TimingWheel) {
    this.outbox = new LocalOutbox(LIMITS, clock, wheel);
  }

  attach(receiver: Receiver): void {
    this.#receiver = receiver;
    this.outbox.onAppend((user, entry) => receiver.appended(user, entry));
  }

  async ask(question: Question): Promise<readonly Answer[]> {
    this.questions.push(question);
    const own = this.#receiver === null ? [] : [this.#receiver.answer(question)];
    return [...own, ...(await this.others())];
  }

  tell(word: Word, to?: string): void {
    this.told.push({ word, to });
  }

  publish(): Promise<Report> {
    return Promise.resolve(reportOn('not-online'));
  }

  want(): void {}
  unwant(): void {}
  tellEvent(): void {}

  absentMs(): number {
    return this.absent;
  }

  catchUp(): Promise<void> {
    return Promise.resolve();
  }

  watch(): Promise<() => void> {
    return Promise.resolve(() => {});
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
