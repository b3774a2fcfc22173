import { setTimeout as pause } from 'node:timers/promises';
import { type AdminClient, AdminError, type PublishResponse } from '../../src/admin-api/index.ts';
import type { Dice } from '../../src/backend/dice.ts';
import { STATUS } from '../../src/status/index.ts';
import type { Audience, Recorder } from './event.ts';

export interface PublisherOptions {
  readonly name: string;
  readonly users: readonly string[];
  readonly topics: readonly string[];
  /** The gateways that it may publish at. */
  readonly gateways: readonly { readonly admin: AdminClient }[];
  /** Between an answer and the next notification. */
  readonly pauseMs: number;
}

const TYPE = 'kit';
const RETRY_MS = 200;
const HUNDREDTHS = 100;
/** Of a hundred notifications so many go to a topic, and so many to everyone. The others are for one user. */
const TO_TOPIC = 15;
const TO_EVERYONE = 2;
const STORED = 75;
/** What says that nobody knows what became of a notification, or that it may be tried again. */
const INDEFINITE: readonly number[] = [
  STATUS.UNAVAILABLE,
  STATUS.DEADLINE_EXCEEDED,
  STATUS.RESOURCE_EXHAUSTED,
  STATUS.CANCELLED,
];

/**
 * Publishes one notification after the other, at whichever gateway. One that has no definite answer is published again under
 * its id, until it has one.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #record: Recorder;
  readonly #dice: Dice;
  readonly #running: Promise<void>;
  #stopped = false;
  #number = 0;
  /** Answers that were not definite. */
  retries = 0;

  constructor(options: PublisherOptions, record: Recorder, dice: Dice) {
    this.#options = options;
    this.#record = record;
    this.#dice = dice;
    this.#running = this.#run();
    // Whoever stops it hears of a failure.
    this.#running.catch(() => {});
  }

  /** Publishes nothing new, and resolves once the last one has its answer. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await this.#publishOne();
      await pause(this.#options.pauseMs);
    }
  }

  async #publishOne(): Promise<void> {
    const { name: publisher } = this.#options;
    const number = ++this.#number;
    const id = `${publisher}/${number}`;
    const audience = this.#audience();
    const stored = this.#dice.below(HUNDREDTHS) < STORED;
    this.#record({ kind: 'published', id, publisher, number, audience, stored });
    for (;;) {
      const answer = await this.#attempt(id, audience, stored);
      if (answer !== null) {
        if (stored) this.#record({ kind: 'acknowledged', id, users: usersOf(audience, answer) });
        return;
      }
      this.retries++;
      await pause(this.#dice.below(RETRY_MS));
    }
  }

  /** Null: nobody knows what became of it. */
  async #attempt(id: string, audience: Audience, stored: boolean): Promise<PublishResponse | null> {
    const admin = this.#pick(this.#options.gateways).admin;
    const target = audience.kind === 'everyone' ? { everyone: true } : { [audience.kind]: nameOf(audience) };
    try {
      const request = { ...target, id, type: TYPE, payloadJson: '{}', atLeastOnce: stored };
      return await admin.call(admin.notifications.Publish, request);
    } catch (error) {
      if (error instanceof AdminError && INDEFINITE.includes(error.code)) return null;
      throw error;
    }
  }

  #audience(): Audience {
    const { users, topics } = this.#options;
    const roll = this.#dice.below(HUNDREDTHS);
    if (roll < TO_EVERYONE) return { kind: 'everyone' };
    if (roll < TO_EVERYONE + TO_TOPIC) return { kind: 'topic', topic: this.#pick(topics) };
    return { kind: 'user', user: this.#pick(users) };
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[this.#dice.below(items.length)];
    if (item === undefined) throw new Error('there is nothing to choose from');
    return item;
  }
}

function nameOf(audience: Exclude<Audience, { kind: 'everyone' }>): string {
  return audience.kind === 'user' ? audience.user : audience.topic;
}

/** For whom it is stored: the user that it is for, or those whom the answer names. */
function usersOf(audience: Audience, { targets }: PublishResponse): readonly string[] {
  if (audience.kind === 'user') return [audience.user];
  return [...new Set(targets.filter(({ offset }) => Number(offset) > 0).map(({ user }) => user))];
}
