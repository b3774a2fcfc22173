import type { Clock } from '../../clock/index.ts';
import {
  type ConsulClient,
  type Content,
  type Followed,
  Follower,
  type FollowerOptions,
  type FollowerState,
  type HealthEntry,
  type Outage,
} from '../../consul/index.ts';
import type { Target } from '../../registry/index.ts';
import type { EndpointSource, SourcedEndpoint } from '../endpoint-source.ts';
import { healthEndpoint } from './health-endpoint.ts';

/** A service in Consul. Empty `tag`: any; empty `datacenter`: that of the agent. */
export type ConsulTarget = Extract<Target, { kind: 'consul' }>;

export interface ConsulSourceParts {
  readonly consul: Pick<ConsulClient, 'healthService'>;
  readonly follower: FollowerOptions;
  readonly clock: Clock;
  readonly outage: Outage;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Ports of the gateway itself: no instance on the loopback may name them. */
  readonly ownPorts: ReadonlySet<number>;
  readonly report: ConsulSourceReport;
}

export interface ConsulSourceReport {
  /** An instance is not called. Told once for as long as it stands in Consul so. */
  refused(service: string, address: string, why: string): void;
  stateChanged(service: string, state: FollowerState): void;
}

/**
 * The instances of a service whose checks all pass, by blocking queries. One in maintenance does not pass. However fast
 * instances come and go, Consul is asked once a second; while it cannot be asked, or answers what it should not, the
 * endpoints stay as they are.
 */
export class ConsulSource implements EndpointSource, Followed<readonly HealthEntry[]> {
  readonly #target: ConsulTarget;
  readonly #parts: ConsulSourceParts;
  readonly #follower: Follower<readonly HealthEntry[]>;
  #listener: (endpoints: readonly SourcedEndpoint[]) => void = () => undefined;
  #refused: ReadonlySet<string> = new Set();

  constructor(target: ConsulTarget, parts: ConsulSourceParts) {
    this.#target = target;
    this.#parts = parts;
    this.#follower = new Follower(parts.follower, parts, this);
  }

  follow(listener: (endpoints: readonly SourcedEndpoint[]) => void): void {
    this.#listener = listener;
    this.#follower.start();
  }

  ageMs(): number {
    return this.#parts.clock.nowMs() - this.#follower.confirmedAtMs;
  }

  close(): void {
    this.#listener = () => undefined;
    void this.#follower.close();
  }

  ask(read: Parameters<ConsulClient['healthService']>[1]): ReturnType<ConsulClient['healthService']> {
    const { service, tag, datacenter } = this.#target;
    return this.#parts.consul.healthService({ service, tag, datacenter, passing: true }, read);
  }

  contentOf(entries: readonly HealthEntry[]): Content {
    const rows = entries.map(({ node, nodeAddress, id, address, port, tags, weights }) =>
      JSON.stringify([node, id, address, nodeAddress, port, tags, weights.passing]),
    );
    return {
      fingerprint: rows.sort().join('\n'),
      names: new Set(entries.map(({ node, id }) => JSON.stringify([node, id]))),
    };
  }

  changed(entries: readonly HealthEntry[]): void {
    const endpoints = new Map<string, SourcedEndpoint>();
    const refused = new Set<string>();
    for (const entry of entries) {
      const result = healthEndpoint(entry, this.#parts.ownPorts);
      if (result.kind === 'endpoint') endpoints.set(result.endpoint.address, result.endpoint);
      else if (result.why !== null) {
        if (!this.#refused.has(result.address)) {
          this.#parts.report.refused(this.#target.service, result.address, result.why);
        }
        refused.add(result.address);
      }
    }
    this.#refused = refused;
    this.#listener([...endpoints.values()]);
  }

  stateChanged(state: FollowerState): void {
    this.#parts.report.stateChanged(this.#target.service, state);
  }
}
