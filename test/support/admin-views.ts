import type { AdminLog, RegistryControl, SessionSnapshot, SessionsView } from '../../src/admin/index.ts';
import { type BackendRecord, DEFAULT_TRAFFIC, findLive, MethodTable, type Revision } from '../../src/registry/index.ts';

/** A revision with everything set, for tests that look at one or two of its fields. */
export function revision(over: Partial<Revision> = {}): Revision {
  return {
    number: 1,
    descriptorHash: 'ab'.repeat(32),
    descriptorBytes: 1234,
    target: { kind: 'static', endpoints: ['127.0.0.1:5001'] },
    policy: { timeoutMs: 5_000, maxTimeoutMs: 60_000, compatibility: 'wire_json', traffic: DEFAULT_TRAFFIC },
    services: [
      { name: 'shop.v1.OrderService', methods: [{ name: 'GetOrder', kind: 'unary', idempotency: 'no-side-effects' }] },
    ],
    createdAtUnixMs: 1_700_000_000_000,
    origin: { kind: 'upload' },
    ...over,
  };
}

export function backendRecord(over: Partial<BackendRecord> = {}): BackendRecord {
  return { name: 'orders', version: 1, active: 1, revisions: [revision()], ...over };
}

export function sessionSnapshot(over: Partial<SessionSnapshot> = {}): SessionSnapshot {
  return {
    id: '0123456789abcdef0123456789abcdef',
    user: 'ada',
    client: 'test/1',
    state: 'active',
    remoteAddress: '127.0.0.1:40000',
    createdAtUnixMs: 1_700_000_000_000,
    callsInFlight: 1,
    callsTotal: 42,
    bytesReceived: 1000,
    bytesSent: 2000,
    idleMs: 12.5,
    ...over,
  };
}

/** A registry that holds what it is given and knows nothing else; `over` says what it does with changes. */
export function registryOf(records: readonly BackendRecord[], over: Partial<RegistryControl> = {}): RegistryControl {
  const missing = async () => ({ kind: 'missing', message: 'There is no such thing here.' }) as const;
  return {
    methods: new MethodTable(records),
    register: async () => ({ kind: 'conflict', current: null }),
    list: () =>
      records.flatMap((record) => {
        const revision = findLive(record);
        return revision === undefined ? [] : [{ record, revision }];
      }),
    find: (name) => records.find((record) => record.name === name),
    diff: missing,
    rollback: missing,
    split: missing,
    remove: missing,
    describe: async () => undefined,
    ...over,
  };
}

/** Sessions that stand still; `kicked` says which were kicked, and with what words. */
export class StillSessions implements SessionsView {
  readonly kicked: { id: string; reason: string }[] = [];
  readonly #sessions: readonly SessionSnapshot[];

  constructor(sessions: readonly SessionSnapshot[]) {
    this.#sessions = sessions;
  }

  list(limit: number): readonly SessionSnapshot[] {
    return this.#sessions.slice(0, limit);
  }

  find(id: string): SessionSnapshot | null {
    return this.#sessions.find((session) => session.id === id) ?? null;
  }

  kick(id: string, reason: string): boolean {
    const known = this.find(id) !== null;
    if (known) this.kicked.push({ id, reason });
    return known;
  }

  counts() {
    const active = this.#sessions.filter((session) => session.state === 'active').length;
    return { active, detached: this.#sessions.length - active };
  }
}

/** A log that keeps what it was told. */
export class KeptLog implements AdminLog {
  readonly changes: string[] = [];
  readonly faults: { what: string; cause: unknown }[] = [];

  changed(what: string): void {
    this.changes.push(what);
  }

  fault(what: string, cause: unknown): void {
    this.faults.push({ what, cause });
  }
}
