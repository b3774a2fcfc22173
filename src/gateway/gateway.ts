import { hostname } from 'node:os';
import type { Logger } from 'pino';
import {
  EventFeed,
  type Readiness,
  type RegistryState,
  startAdminServer,
  startOperationsHttp,
} from '../admin/index.ts';
import { Backends, Dice, egressRefusal, Invoker } from '../backend/index.ts';
import { NatsBus } from '../bus/index.ts';
import { CallTally, Dispatcher, Explainer, MethodResolver, TranscoderCache } from '../call/index.ts';
import { type Clock, StallClock, systemClock, TimingWheel, turnClock } from '../clock/index.ts';
import { ConnectionCap, ConnectionCounters, createTurnEnd, OutputGate, TcpListener } from '../listen/index.ts';
import { ClientService, isDelivered, NotifyHub, noCounts, Publisher, SentOnce, TopicPolicy } from '../notify/index.ts';
import type { Registry } from '../registry/index.ts';
import { Handshake, SessionTable, SingleSession } from '../session/index.ts';
import { CallFrameReader, FrameMemory } from '../wire/index.ts';
import { MAX_UPLOAD_BYTES } from './admin-limits.ts';
import { busReceiver } from './bus-receiver.ts';
import { jsonCheck } from './check-json.ts';
import { ClusterEvents } from './cluster-events.ts';
import { ClusterSessions } from './cluster-sessions.ts';
import type { Config } from './config-schema.ts';
import { drain } from './drain.ts';
import { backendEvents, storeEvents } from './event-sources.ts';
import { MovedCalls } from './moved-calls.ts';
import { openAuthenticatorOf, openResumeTokens } from './open-authenticator.ts';
import { openBus } from './open-bus.ts';
import { ConsulUse } from './open-consul.ts';
import { openEngine } from './open-engine.ts';
import { openRegistry } from './open-registry.ts';
import { sourceOpener } from './open-sources.ts';
import { RepeatedWarnings } from './repeated-warnings.ts';
import { SessionFence } from './session-fence.ts';
import { sessionsView } from './sessions-view.ts';
import { StallGuard } from './stall-guard.ts';
import { trafficView } from './traffic-view.ts';

/** Where a gateway listens, as bound. */
export interface GatewayAddresses {
  readonly client: string;
  readonly admin: string;
  readonly http: string;
}

/** A running gateway. */
export interface Gateway {
  readonly addresses: GatewayAddresses;
  /** Stops taking work, lets what is open end within the configured time, and closes everything. */
  stop(): Promise<void>;
}

export interface GatewayParts {
  readonly log: Logger;
  /** For Welcome and the version metric. */
  readonly version: string;
}

const BACKLOG = 4096;
const ADMIN_GRACE_MS = 2000;
/** A client is back within this, where it comes back at all: back-off and jitter included. */
const HAND_OVER_MS = 3000;
/** What the bus and a backend's own deadline may add to a call that runs elsewhere. */
const MOVED_CALL_ROOM_MS = 5000;
/** Another gateway takes a session over that this one does not give away in so long. */
const STALL_MS = 1000;

/**
 * Builds every part once, in the order of a call's way, joins them, and starts to listen. Rejects where the registry
 * cannot be opened or an address cannot be had; nothing is left open then.
 */
export async function startGateway(config: Config, parts: GatewayParts, clock: Clock = systemClock): Promise<Gateway> {
  const closers: (() => Promise<void> | void)[] = [];
  try {
    return await start(config, parts, clock, closers);
  } catch (cause) {
    for (const close of closers.reverse()) await close();
    throw cause;
  }
}

async function start(
  config: Config,
  parts: GatewayParts,
  systemTime: Clock,
  closers: (() => Promise<void> | void)[],
): Promise<Gateway> {
  const { log } = parts;
  const gate = new OutputGate(() => clock.nowMs());
  const stallGuard = new StallGuard(gate, log);
  const stallClock = new StallClock(systemTime, STALL_MS, (ms) => stallGuard.stalled(ms));
  closers.push(() => stallClock.close());
  const clock = turnClock(stallClock);
  const wheel = new TimingWheel(clock);
  const warnings = new RepeatedWarnings(clock, log);
  const events = new EventFeed(() => clock.unixMs());
  const consulUse = new ConsulUse(clock);
  const registry = await openRegistry(config, clock, log, consulUse, storeEvents(events));
  closers.push(() => registry.close());

  // Those that are free ones are known, and added, once they are bound.
  const ownPorts = new Set([config.listen.port, config.admin.port, config.http.port]);
  const atTurnEnd = createTurnEnd(gate);
  const engine = openEngine(config.upstream, parts.version, {
    clock,
    wheel,
    atTurnEnd,
    mayNotConnect: (address, port) => egressRefusal(address, port, ownPorts),
    faulted: (cause) => log.error({ err: cause }, 'a backend connection met a fault of ours'),
    endpointFailed: (endpoint, why) => {
      warnings.warn(`${endpoint}: ${why}`, { endpoint, why }, 'an endpoint of a backend failed');
    },
  });
  const backends = new Backends(
    engine,
    await sourceOpener(config, clock, log, ownPorts, consulUse),
    new Dice(Math.random() * 2 ** 32),
  );
  backends.follow(registry.methods);
  const tellBackends = backendEvents(events, registry);
  const stopFollowing = registry.onChange((methods) => {
    backends.follow(methods);
    tellBackends();
  });
  closers.push(() => {
    stopFollowing();
    backends.close();
  });

  const tally = new CallTally(config.call.maxTallies);
  const transcoders = new TranscoderCache({ ...config.call, maxCacheBytes: config.call.transcoderCacheBytes }, (hash) =>
    registry.descriptors(hash),
  );
  const resolver = new MethodResolver(registry, config.call.unknownMethodCacheBytes);
  const invoker = new Invoker(config.upstream, backends, clock, wheel);
  const dispatcher = new Dispatcher(
    { ...config.call, maxInFlight: config.session.maxInFlight },
    resolver,
    transcoders,
    { clock, wheel, invoker, tally, log },
  );
  const explainer = new Explainer(config.call.maxInFlightTotal, { resolver, tally, invoker, clock });

  const sessions = new SessionTable();
  const bus = await openBus(config, clock, wheel, log, warnings);
  const { outbox } = bus;
  if (bus instanceof NatsBus) stallGuard.bus = bus;
  closers.push(() => bus.close());
  const counts = noCounts();
  const hub: NotifyHub = new NotifyHub(bus, sessions, {
    limits: config.notify,
    clock,
    wheel,
    outbox,
    counts,
    gaveUp: (user, id, type) => {
      log.warn({ user, id, type }, 'a stored notification was never replied to');
      events.publish({ kind: 'EVENT_KIND_NOTIFICATION_GIVEN_UP', subject: id, user, detail: type });
    },
  });
  const movedCalls = new MovedCalls(bus, wheel, config.call.maxTimeoutMs + MOVED_CALL_ROOM_MS);
  const clusterEvents = new ClusterEvents(bus, events, gate, clock);
  const cluster = new ClusterSessions(bus, sessions, hub, clusterEvents, movedCalls, config.session.resumeWindowMs);
  const single = config.session.singlePerUser ? new SingleSession() : null;
  const fence = new SessionFence(bus, sessions, single, wheel);
  const sent = new SentOnce(config.notify.idWindowMs, clock, isDelivered);
  bus.attach(busReceiver(hub, sent, cluster, fence, movedCalls));
  const publisher = new Publisher(
    { ...config.notify, defaultTtlMs: config.notify.ttlMs },
    bus,
    clock,
    counts,
    jsonCheck(registry, transcoders),
  );
  const inbound = new ClientService(hub, new TopicPolicy(config.notify.topics), config.notify.maxTopics, dispatcher);
  const connections = new ConnectionCounters();
  const handshake = new Handshake(
    {
      gateway: `trunkline/${parts.version}`,
      timeoutMs: config.connection.handshakeTimeoutMs,
      defaultHeartbeatMs: config.session.heartbeatMs,
      minHeartbeatMs: config.session.minHeartbeatMs,
      maxHeartbeatMs: config.session.maxHeartbeatMs,
    },
    {
      cap: new ConnectionCap({ ...config.connection, maxConnections: config.connection.max }, connections),
      authenticator: await openAuthenticatorOf(config, clock, log),
      sessions,
      resumeTokens: await openResumeTokens(config, bus.id),
      subscribe: (session, topics) => inbound.subscribeAtLogin(session, topics),
      elsewhere: bus instanceof NatsBus ? cluster : null,
    },
    {
      limits: config.session,
      clock,
      wheel,
      inbound,
      listeners: [
        sessions,
        hub,
        cluster,
        clusterEvents,
        ...(bus instanceof NatsBus ? [fence] : []),
        ...(single === null ? [] : [single]),
      ],
      journalBudget: { maxBytes: config.session.journalBytesTotal, bytes: 0 },
    },
  );
  const listener = await TcpListener.listen(
    { ...config.listen, backlog: BACKLOG },
    {
      limits: config.connection,
      clock,
      wheel,
      atTurnEnd,
      decoder: new CallFrameReader(),
      // What sockets write is a Buffer in the end: of any other array they make one each time.
      memory: new FrameMemory((byteCount) => Buffer.allocUnsafeSlow(byteCount)),
      counters: connections,
      log,
    },
    (connection) => handshake.accept(connection),
  );
  closers.push(() => {
    listener.stopAccepting();
    listener.destroyAll();
  });

  let readiness: Readiness = { kind: 'ready' };
  const adminLog = {
    changed: (what: string, detail: object) => log.info({ what, ...detail }, 'the registry or a session was changed'),
    fault: (what: string, cause: unknown) => log.error({ what, err: cause }, 'the control plane met a fault of ours'),
  };
  const traffic = trafficView(tally, connections, sessions);
  const admin = await startAdminServer(
    { ...config.admin, allowNonLoopback: false, maxUploadBytes: MAX_UPLOAD_BYTES },
    {
      registry,
      backends,
      calls: explainer,
      sessions: sessionsView(sessions),
      cluster,
      traffic: { traffic, registryState: () => registryState(registry), nowMs: () => clock.nowMs() },
      notifications: publisher,
      events: clusterEvents,
      log: adminLog,
    },
  );
  closers.push(() => admin.close(0));
  const http = await startOperationsHttp(
    { ...config.http, allowedHosts: [] },
    {
      traffic,
      sessions: sessionsView(sessions),
      backends,
      notifications: {
        counts,
        storedBytes: () => outbox.bytes,
        dropped: () => outbox.dropped,
        busIsUp: () => bus.isUp,
      },
      registryState: () => registryState(registry),
      consulRequests: () => consulUse.requests.total,
      readiness: () => readiness,
      log: adminLog,
    },
  );
  closers.push(() => http.close());

  const addresses = {
    client: listener.address,
    admin: hostPort(config.admin.host, admin.port),
    http: hostPort(config.http.host, http.port),
  };
  clusterEvents.gateway = `${hostname()}:${listener.port}`;
  for (const port of [listener.port, admin.port, http.port]) ownPorts.add(port);
  log.info({ ...addresses, version: parts.version }, 'the gateway is up');
  return {
    addresses,
    async stop() {
      readiness = { kind: 'not-ready', reason: 'draining' };
      admin.setServing(false);
      const handOverMs = bus instanceof NatsBus ? HAND_OVER_MS : 0;
      const leftBehind = () => movedCalls.leftBehind;
      await drain(listener, sessions, connections, clock, { drainMs: config.drainMs, handOverMs, leftBehind });
      await admin.close(ADMIN_GRACE_MS);
      for (const close of closers.reverse()) await close();
      log.info('the gateway is down');
    },
  };
}

function registryState(registry: Registry): RegistryState {
  let methods = 0;
  for (const service of registry.methods.services()) methods += service.methods.length;
  return { revision: registry.generation, ageMs: registry.ageMs, backends: registry.list().length, methods };
}

function hostPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
