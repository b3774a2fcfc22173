/** What carries notifications between gateways, as `bus` says it. */
export type BusLocation = { readonly kind: 'local' } | { readonly kind: 'nats'; readonly servers: readonly string[] };

const NATS = 'nats://';
const SERVER = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]+):\d{1,5}$/;

/** Reads `local` or `nats://HOST:PORT,HOST:PORT`; null for anything else. */
export function parseBusLocation(text: string): BusLocation | null {
  if (text === 'local') return { kind: 'local' };
  if (!text.startsWith(NATS)) return null;
  const servers = text.slice(NATS.length).replace(/\/$/, '').split(',');
  return servers.every((server) => SERVER.test(server)) ? { kind: 'nats', servers } : null;
}
