import { Registry } from 'prom-client';
import { registerBackendMetrics } from './backend-metrics.ts';
import type { BackendsView } from './backends-view.ts';
import { registerCallMetrics } from './call-metrics.ts';
import { type NotifyView, registerNotifyMetrics } from './notify-metrics.ts';
import { registerProcessMetrics } from './process-metrics.ts';
import type { SessionsView } from './sessions-view.ts';
import { registerRegistryMetrics, registerTrafficMetrics } from './traffic-metrics.ts';
import type { RegistryState, TrafficView } from './traffic-view.ts';

export interface MetricsSources {
  readonly traffic: TrafficView;
  readonly sessions: Pick<SessionsView, 'counts'>;
  readonly backends: Pick<BackendsView, 'all'>;
  readonly registryState: () => RegistryState;
  readonly notifications: NotifyView;
  /** Requests to Consul, whatever for. */
  readonly consulRequests: () => number;
}

/** All metrics of one gateway. They are read from its plain counters when someone asks, and cost a call nothing. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #stop: () => void;

  constructor({ traffic, sessions, backends, notifications, registryState, consulRequests }: MetricsSources) {
    registerCallMetrics(this.#registry, traffic.calls);
    registerTrafficMetrics(this.#registry, traffic, sessions);
    registerBackendMetrics(this.#registry, backends);
    registerRegistryMetrics(this.#registry, registryState, consulRequests);
    registerNotifyMetrics(this.#registry, notifications);
    this.#stop = registerProcessMetrics(this.#registry);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Prometheus' text format. */
  render(): Promise<string> {
    return this.#registry.metrics();
  }

  close(): void {
    this.#stop();
    this.#registry.clear();
  }
}
