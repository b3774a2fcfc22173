import { Counter, Gauge, type Registry } from 'prom-client';
import type { BackendsView } from './backends-view.ts';

/** Backends and their endpoints. Labels are as many as there are endpoints in service, whatever is called. */
export function registerBackendMetrics(registry: Registry, backends: Pick<BackendsView, 'all'>): void {
  new Gauge({
    name: 'trunkline_backend_endpoints',
    help: 'Endpoints of each backend.',
    labelNames: ['backend'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, lanes } of backends.all()) this.set({ backend: name }, lanes.length);
    },
  });
  new Gauge({
    name: 'trunkline_backend_endpoints_age_seconds',
    help: 'Time since Consul last confirmed the endpoints of each backend that has them there.',
    labelNames: ['backend'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, endpointsAgeMs } of backends.all()) {
        if (endpointsAgeMs !== null) this.set({ backend: name }, endpointsAgeMs / 1000);
      }
    },
  });
  new Counter({
    name: 'trunkline_backend_retries_total',
    help: 'Calls that were sent again, to another endpoint of their backend.',
    labelNames: ['backend'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, retries } of backends.all()) this.inc({ backend: name }, retries);
    },
  });
  new Counter({
    name: 'trunkline_backend_hedges_total',
    help: 'Calls that were sent to a second endpoint of their backend, for the first was slow to answer.',
    labelNames: ['backend'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, hedges } of backends.all()) this.inc({ backend: name }, hedges);
    },
  });
  new Counter({
    name: 'trunkline_backend_calls_refused_total',
    help: 'Calls that were refused because as many were open, or waited, as the policy of their backend allows.',
    labelNames: ['backend'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, refused } of backends.all()) this.inc({ backend: name }, refused);
    },
  });
  new Gauge({
    name: 'trunkline_endpoint_ejected',
    help: '1 for an endpoint that is left out for now, because it failed or was slow.',
    labelNames: ['backend', 'endpoint'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, lanes } of backends.all()) {
        for (const { address, ejectedUntilMs } of lanes) {
          this.set({ backend: name, endpoint: address }, ejectedUntilMs === 0 ? 0 : 1);
        }
      }
    },
  });
  new Counter({
    name: 'trunkline_endpoint_ejections_total',
    help: 'How often each endpoint was ejected.',
    labelNames: ['backend', 'endpoint'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, lanes } of backends.all()) {
        for (const { address, ejections } of lanes) this.inc({ backend: name, endpoint: address }, ejections);
      }
    },
  });
  new Gauge({
    name: 'trunkline_endpoint_calls_in_flight',
    help: 'Calls that are open at each endpoint.',
    labelNames: ['backend', 'endpoint'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, lanes } of backends.all()) {
        for (const { address, inFlight } of lanes) this.set({ backend: name, endpoint: address }, inFlight);
      }
    },
  });
  new Counter({
    name: 'trunkline_endpoint_calls_total',
    help: 'Calls that were given to each endpoint, those that are sent again included.',
    labelNames: ['backend', 'endpoint'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, lanes } of backends.all()) {
        for (const { address, started } of lanes) this.inc({ backend: name, endpoint: address }, started);
      }
    },
  });
}
