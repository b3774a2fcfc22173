import type { Backend } from '../backend/index.ts';

/** A backend as it serves now. */
export type BackendView = Pick<
  Backend,
  'name' | 'lanes' | 'endpointsAgeMs' | 'inFlight' | 'retries' | 'hedges' | 'refused'
>;

/** What the control plane needs of the backends in service. */
export interface BackendsView {
  find(name: string): BackendView | undefined;
  all(): Iterable<BackendView>;
}
