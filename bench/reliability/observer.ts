import { setTimeout as pause } from 'node:timers/promises';
import type { ServedGateway } from '../served-gateway.ts';

const PERIOD_MS = 500;

/** What was seen of gateways while something was wrong. */
export interface Observed {
  /** The fewest endpoints and backends that one of them had, at any time. */
  readonly fewestEndpoints: number;
  readonly fewestBackends: number;
  /** How long it was looked at, and what the one that asked Consul most asked it meanwhile. */
  readonly seconds: number;
  readonly requests: number;
}

/** Looks at the metrics of all gateways twice a second, until it is stopped. */
export class Observer {
  readonly #gateways: readonly ServedGateway[];
  readonly #stop = new AbortController();
  readonly #startedAt = performance.now();
  readonly #looking: Promise<void>;
  #before: readonly number[] = [];
  #fewestEndpoints = Number.POSITIVE_INFINITY;
  #fewestBackends = Number.POSITIVE_INFINITY;

  constructor(gateways: readonly ServedGateway[]) {
    this.#gateways = gateways;
    this.#looking = this.#look();
  }

  async stop(): Promise<Observed> {
    this.#stop.abort();
    await this.#looking;
    const after = await this.#requests();
    return {
      fewestEndpoints: this.#fewestEndpoints,
      fewestBackends: this.#fewestBackends,
      seconds: (performance.now() - this.#startedAt) / 1000,
      requests: Math.max(...after.map((count, index) => count - (this.#before[index] ?? 0))),
    };
  }

  async #look(): Promise<void> {
    this.#before = await this.#requests();
    while (!this.#stop.signal.aborted) {
      for (const gateway of this.#gateways) {
        const endpoints = await gateway.metric('trunkline_backend_endpoints{backend="echo"}');
        this.#fewestEndpoints = Math.min(this.#fewestEndpoints, endpoints);
        this.#fewestBackends = Math.min(this.#fewestBackends, await gateway.metric('trunkline_registry_backends'));
      }
      await pause(PERIOD_MS);
    }
  }

  #requests(): Promise<readonly number[]> {
    return Promise.all(this.#gateways.map((gateway) => gateway.metric('trunkline_consul_requests_total')));
  }
}
