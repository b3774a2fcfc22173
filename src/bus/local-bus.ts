import type { Answer, Bus, Publication, Question, Receiver, Report } from './bus.ts';
import type { LocalOutbox } from './local-outbox.ts';
import { EMPTY_REPORT } from './report.ts';

/** A bus within one process: the gateway hears what it publishes itself. Nothing outlives the process. */
export class LocalBus implements Bus {
  readonly id = 'local';
  readonly outbox: LocalOutbox;
  readonly maxPayloadBytes = Number.POSITIVE_INFINITY;
  readonly isUp = true;
  #receiver: Receiver | null = null;

  constructor(outbox: LocalOutbox) {
    this.outbox = outbox;
  }

  attach(receiver: Receiver): void {
    this.#receiver = receiver;
    this.outbox.onAppend((user, entry) => receiver.appended(user, entry));
  }

  /** All sessions are here: there is nothing to ask for. */
  want(): void {}
  unwant(): void {}

  publish(publication: Publication): Promise<Report> {
    return this.#receiver?.take(publication) ?? Promise.resolve(EMPTY_REPORT);
  }

  ask(question: Question): Promise<readonly Answer[]> {
    return Promise.resolve(this.#receiver === null ? [] : [this.#receiver.answer(question)]);
  }

  /** There is nobody else. */
  readonly watched = false;
  tell(): void {}
  tellEvent(): void {}

  absentMs(): number {
    return 0;
  }

  catchUp(): Promise<void> {
    return Promise.resolve();
  }

  watch(): Promise<() => void> {
    return Promise.resolve(() => {});
  }

  close(): Promise<void> {
    this.outbox.close();
    return Promise.resolve();
  }
}
