import { join } from 'node:path';
import { type AnyDefinition, loadSync, type MessageTypeDefinition, type PackageDefinition } from '@grpc/proto-loader';
import type { Status, Status__Output } from './generated/google/rpc/Status.ts';
import type { EventServiceDefinition } from './generated/trunkline/admin/v1/EventService.ts';
import type { NotificationServiceDefinition } from './generated/trunkline/admin/v1/NotificationService.ts';
import type { Refusal, Refusal__Output } from './generated/trunkline/admin/v1/Refusal.ts';
import type { RegistryServiceDefinition } from './generated/trunkline/admin/v1/RegistryService.ts';
import type { SessionServiceDefinition } from './generated/trunkline/admin/v1/SessionService.ts';
import type { TrafficServiceDefinition } from './generated/trunkline/admin/v1/TrafficService.ts';
import { packageRoot } from './package-root.ts';

/** The admin API as @grpc/grpc-js takes it, client and server alike. */
export interface AdminDefinitions {
  readonly registry: RegistryServiceDefinition;
  readonly sessions: SessionServiceDefinition;
  readonly traffic: TrafficServiceDefinition;
  readonly events: EventServiceDefinition;
  readonly notifications: NotificationServiceDefinition;
  /** What the details of a refused upload are made of. */
  readonly refusal: MessageTypeDefinition<Refusal, Refusal__Output>;
  readonly status: MessageTypeDefinition<Status, Status__Output>;
}

/**
 * How the protos are loaded. The types in generated/ are made with the same options: the two must not part, and
 * `scripts/generate.mjs` is where the others stand.
 */
export const LOADER_OPTIONS = { longs: Number, enums: String, defaults: true, oneofs: true } as const;

const PACKAGE = 'trunkline.admin.v1';

let loaded: AdminDefinitions | null = null;

/** The definitions, from the package's proto/ folder. Parsed once in a process: they never change. */
export function adminDefinitions(): AdminDefinitions {
  loaded ??= load();
  return loaded;
}

function load(): AdminDefinitions {
  const files = [
    ...['registry', 'session', 'traffic', 'event', 'notification'].map((name) => `trunkline/admin/v1/${name}.proto`),
    'google/rpc/status.proto',
  ];
  const all = loadSync(files, { ...LOADER_OPTIONS, includeDirs: [join(packageRoot(), 'proto')] });
  return {
    registry: get(all, `${PACKAGE}.RegistryService`, isRegistryService),
    sessions: get(all, `${PACKAGE}.SessionService`, isSessionService),
    events: get(all, `${PACKAGE}.EventService`, isEventService),
    notifications: get(all, `${PACKAGE}.NotificationService`, isNotificationService),
    traffic: get(all, `${PACKAGE}.TrafficService`, isTrafficService),
    refusal: get(all, `${PACKAGE}.Refusal`, isRefusal),
    status: get(all, 'google.rpc.Status', isStatus),
  };
}

function get<T>(all: PackageDefinition, name: string, fits: (found: unknown) => found is T): T {
  const found: AnyDefinition | undefined = all[name];
  if (!fits(found)) throw new Error(`proto/ does not define ${name} as the code expects it: is the package whole?`);
  return found;
}

const isRegistryService = (found: unknown): found is RegistryServiceDefinition => has(found, 'RegisterBackend');
const isSessionService = (found: unknown): found is SessionServiceDefinition => has(found, 'ListSessions');
const isEventService = (found: unknown): found is EventServiceDefinition => has(found, 'WatchEvents');
const isNotificationService = (found: unknown): found is NotificationServiceDefinition => has(found, 'Publish');
const isTrafficService = (found: unknown): found is TrafficServiceDefinition => has(found, 'GetTraffic');
const isRefusal = (found: unknown): found is AdminDefinitions['refusal'] => has(found, 'deserialize');
const isStatus = (found: unknown): found is AdminDefinitions['status'] => has(found, 'deserialize');

function has(found: unknown, key: string): boolean {
  return typeof found === 'object' && found !== null && key in found;
}
