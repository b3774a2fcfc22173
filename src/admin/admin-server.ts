import { Server, ServerCredentials } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import { adminDefinitions } from '../admin-api/index.ts';
import type { AdminLog } from './admin-log.ts';
import type { BackendsView } from './backends-view.ts';
import type { CallsView } from './calls-view.ts';
import { eventService, type WatchedEvents } from './event-service.ts';
import { isLoopback } from './loopback.ts';
import { type NotificationControl, notificationService } from './notification-service.ts';
import { reflectionService } from './reflection.ts';
import type { RegistryControl } from './registry-control.ts';
import { registryService } from './registry-service.ts';
import { sessionService } from './session-service.ts';
import type { ClusterView, SessionsView } from './sessions-view.ts';
import { type TrafficParts, trafficService } from './traffic-service.ts';

export interface AdminServerOptions {
  /** A name, an IP literal without brackets, or `unix:PATH` of a socket: its folder says who may reach it. */
  readonly host: string;
  /** 0: any free one. Not used for a socket of a path. */
  readonly port: number;
  /** Whoever reaches the listener may do everything: anything but a loopback address must be asked for. */
  readonly allowNonLoopback: boolean;
  /**
   * The largest upload. 64 MiB: a set that large holds tens of thousands of messages. The gateway holds an upload
   * several times over while it is admitted.
   */
  readonly maxUploadBytes: number;
}

export interface AdminParts {
  readonly registry: RegistryControl;
  readonly backends: Pick<BackendsView, 'find'>;
  /** Null: there is no gateway that calls could go through. */
  readonly calls: CallsView | null;
  readonly sessions: SessionsView;
  /** Null: there is no other gateway. */
  readonly cluster: ClusterView | null;
  /** Null: there is no gateway that calls could go through. */
  readonly traffic: Omit<TrafficParts, 'sessions' | 'methods'> | null;
  /** Null: there is no gateway with clients. */
  readonly notifications: NotificationControl | null;
  /** Null: there is no gateway where anything could happen. */
  readonly events: WatchedEvents | null;
  readonly log: AdminLog;
}

export interface AdminServer {
  readonly port: number;
  /** What health checks hear from now on. */
  setServing(serving: boolean): void;
  /** Takes no new calls, gives those that run `graceMs` to finish, and then ends them. */
  close(graceMs: number): Promise<void>;
}

const REGISTRY = 'trunkline.admin.v1.RegistryService';
const SESSIONS = 'trunkline.admin.v1.SessionService';
const TRAFFIC = 'trunkline.admin.v1.TrafficService';
const EVENTS = 'trunkline.admin.v1.EventService';
const NOTIFICATIONS = 'trunkline.admin.v1.NotificationService';
const STANDARD_SERVICES = ['grpc.health.v1.Health', 'grpc.reflection.v1.ServerReflection'];

/** What an upload's request holds besides the descriptor set. */
const REQUEST_ROOM_BYTES = 1024 * 1024;
/** Operators and teams, not clients: more at once than this is a mistake or an attack. */
const MAX_CALLS_PER_CONNECTION = 100;

/** Starts the control plane: registry, sessions, health and reflection. Rejects where the address cannot be had. */
export async function startAdminServer(options: AdminServerOptions, parts: AdminParts): Promise<AdminServer> {
  const { host, port, allowNonLoopback, maxUploadBytes } = options;
  if (!allowNonLoopback && !isSocketPath(host) && !isLoopback(host)) {
    throw new Error(`The admin API has no authentication, and ${host} is not a loopback address.`);
  }
  const server = new Server({
    'grpc.max_receive_message_length': maxUploadBytes + REQUEST_ROOM_BYTES,
    'grpc.max_concurrent_streams': MAX_CALLS_PER_CONNECTION,
  });
  const { registry, sessions, traffic, events, notifications } = adminDefinitions();
  server.addService(registry, registryService(parts.registry, parts.backends, parts.calls, parts.log));
  server.addService(sessions, sessionService(parts.sessions, parts.cluster, parts.log));
  const names = [REGISTRY, SESSIONS];
  if (parts.traffic !== null) {
    const methods = () => parts.registry.methods;
    server.addService(traffic, trafficService({ ...parts.traffic, sessions: parts.sessions, methods }, parts.log));
    names.push(TRAFFIC);
  }
  const watches = parts.events === null ? null : eventService(parts.events);
  if (watches !== null) {
    server.addService(events, watches.handlers);
    names.push(EVENTS);
  }
  if (parts.notifications !== null) {
    server.addService(notifications, notificationService(parts.notifications, parts.log));
    names.push(NOTIFICATIONS);
  }
  const health = new HealthImplementation();
  health.addToServer(server);
  reflectionService([...names, ...STANDARD_SERVICES]).addToServer(server);
  const setServing = (serving: boolean) => {
    for (const name of ['', ...names]) health.setStatus(name, serving ? 'SERVING' : 'NOT_SERVING');
  };
  setServing(true);
  return {
    port: await bind(server, host, port),
    setServing,
    close: (graceMs) => {
      watches?.close();
      return close(server, graceMs);
    },
  };
}

const isSocketPath = (host: string): boolean => host.startsWith('unix:/');

function bind(server: Server, host: string, port: number): Promise<number> {
  const address = isSocketPath(host) ? host : host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.forceShutdown(), graceMs);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
