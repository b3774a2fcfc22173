import { adminClient, type Event } from '../../src/admin-api/index.ts';
import { waitFor } from './wait-for.ts';

/** What happens at a gateway, or at all of them, as its admin listener tells it. */
export class EventWatch {
  readonly all: Event[] = [];
  readonly #stop = new AbortController();
  readonly #ended: Promise<void>;
  readonly #close: () => void;

  private constructor(address: string, cluster: boolean) {
    const admin = adminClient(address, { timeoutMs: 30_000 });
    this.#close = () => admin.close();
    const take = (event: Event) => this.all.push(event);
    this.#ended = admin.watch(admin.events.WatchEvents, { cluster }, take, this.#stop.signal);
  }

  /** Resolves once it watches. */
  static async open(address: string, cluster: boolean): Promise<EventWatch> {
    const events = new EventWatch(address, cluster);
    await waitFor('it watches', () => events.all.length > 0);
    return events;
  }

  /** The story of one session: kinds, with the reason where there is one. */
  storyOf(session: string): readonly string[] {
    return this.all
      .filter(({ subject }) => subject === session)
      .map(({ kind, detail }) => `${kind.replace('EVENT_KIND_SESSION_', '').toLowerCase()} ${detail}`.trim());
  }

  /** What it says was missed. */
  get missed(): readonly string[] {
    return this.all
      .filter(({ kind }) => kind === 'EVENT_KIND_MISSED')
      .map(({ missed, detail }) => `${missed} ${detail}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#ended.catch(() => {});
    this.#close();
  }
}
