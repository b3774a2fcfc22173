import type { Registry } from 'prom-client';
import type { NotifyCounts } from '../notify/index.ts';
import { gauge, total } from './read-metrics.ts';

/** Notifications at this gateway, as plain numbers. */
export interface NotifyView {
  readonly counts: Readonly<NotifyCounts>;
  /** What is stored here, in bytes. */
  storedBytes(): number;
  /** Whether the bus can be reached. */
  busIsUp(): boolean;
  /** Stored notifications that a cap or their time to live has dropped. */
  dropped(): number;
}

export function registerNotifyMetrics(registry: Registry, { counts, storedBytes, dropped, busIsUp }: NotifyView): void {
  const count = (name: string, help: string, read: () => number) =>
    total(registry, `trunkline_notifications_${name}_total`, help, read);
  count('published', 'Notifications that were published at this gateway.', () => counts.published);
  count('delivered', 'Notifications that were written to a client, each once.', () => counts.delivered);
  count('replied', 'Notifications that a client replied to.', () => counts.replied);
  count('redelivered', 'Stored notifications that were written again for want of a reply.', () => counts.redelivered);
  count('dead', 'Stored notifications that were given up for want of a reply.', () => counts.dead);
  count('dropped', 'Stored notifications that a cap or their time to live has dropped.', dropped);
  total(registry, 'trunkline_slow_consumers_total', 'Connections that ended since their client did not read.', () => {
    return counts.slowConsumers;
  });
  gauge(registry, 'trunkline_bus_up', 'Whether the bus can be reached: 1, or 0.', () => (busIsUp() ? 1 : 0));
  gauge(registry, 'trunkline_notifications_stored_bytes', 'Memory of stored notifications.', storedBytes);
}
