import { type Bus, NatsBus, type NatsBusOptions } from '../../src/bus/index.ts';
import { systemClock, TimingWheel } from '../../src/clock/index.ts';
import { FakeClock } from './fake-clock.ts';
import { waitFor } from './wait-for.ts';

/** The machine's time, but for the wall clock, which stands still until a test moves it. */
class WallClock extends FakeClock {
  override nowMs(): number {
    return systemClock.nowMs();
  }

  override every(periodMs: number, tick: () => void): () => void {
    return systemClock.every(periodMs, tick);
  }
}

/** Buses over one NATS, or a cluster of it, that begin anew with each test. */
export class NatsWorld {
  readonly clock = new WallClock();
  readonly faults: unknown[] = [];
  readonly #servers: readonly string[];
  readonly #options: Pick<NatsBusOptions, 'maxPerUser' | 'maxBytesPerUser' | 'replicas'>;
  #open: NatsBus[] = [];
  #opened = 0;

  constructor(
    servers: readonly string[],
    options: Pick<NatsBusOptions, 'maxPerUser' | 'maxBytesPerUser' | 'replicas'>,
  ) {
    this.#servers = servers;
    this.#options = options;
  }

  async open(gateways: number): Promise<readonly Bus[]> {
    await this.close();
    const prefix = `test-${++this.#opened}`;
    const options = { ...this.#options, servers: this.#servers, token: null, prefix, maxTtlMs: 86_400_000 };
    this.#open = Array.from({ length: gateways }, () => {
      const report = { stateChanged: () => {}, faulted: (cause: unknown) => this.faults.push(cause) };
      return new NatsBus(options, this.clock, new TimingWheel(this.clock), report);
    });
    await waitFor(
      'all have found each other',
      async () => this.#open.every((bus) => bus.members === gateways && bus.outbox.isUp),
      20_000,
    );
    return this.#open;
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.map((bus) => bus.close()));
    this.#open = [];
  }
}
