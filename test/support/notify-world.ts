import { NotifyHub, type NotifyLimits, noCounts } from '../../src/notify/index.ts';
import type { Session } from '../../src/session/index.ts';
import { CallWorld, type ClientEnd } from './call-world.ts';
import { ScriptedBus } from './scripted-bus.ts';

const ROOMY: NotifyLimits = {
  maxUnacknowledged: 1000,
  maxUnacknowledgedBytes: 1_000_000,
  ackTimeoutMs: 1_000_000,
  maxAttempts: 3,
  maxWaiting: 1000,
  maxWaitingBytes: 1_000_000,
  maxTopics: 1000,
};
const WINDOW_MS = 10_000;
const TTL_MS = 60_000;

/** The real hub between sessions in memory and a bus on which no other gateway is. */
export class NotifyWorld {
  readonly limits: NotifyLimits;
  readonly calls = new CallWorld({ session: { resumeWindowMs: WINDOW_MS } });
  readonly bus = new ScriptedBus(this.calls.clock, this.calls.wheel);
  readonly counts = noCounts();
  readonly hub: NotifyHub;

  constructor(limits: Partial<NotifyLimits> = {}) {
    const { bus, counts } = this;
    const { clock, wheel, sessions } = this.calls;
    this.limits = { ...ROOMY, ...limits };
    const context = { limits: this.limits, clock, wheel, outbox: bus.outbox, counts, gaveUp: () => {} };
    const hub = new NotifyHub(bus, sessions, context);
    this.hub = hub;
    bus.attach({
      take: (publication) => hub.take(publication),
      appended: (user, entry) => hub.appended(user, entry),
      answer: () => ({ kind: 'sessions-of', sessions: [] }),
      heard: () => {},
      connected: () => {},
      gatewayLost: () => {},
    });
  }

  login(user: string): { readonly client: ClientEnd; readonly session: Session } {
    const login = this.calls.login({ token: user });
    this.hub.sessionCreated(login.session, 0);
    return login;
  }

  /** The client of a session comes back to it over a new connection, having seen all up to `lastOffset`. */
  comeBack(session: Session, lastOffset: number): ClientEnd {
    const client = this.calls.connect();
    const { id: sessionId, user: token, birth } = session;
    const resume = { sessionId, resumeToken: birth.resumeToken, lastOffset, lastSeq: 0, attempt: 0 };
    client.hello({ token, resume });
    this.hub.sessionResumed(session, lastOffset);
    return client;
  }

  /** Stores one for all sessions of a user. */
  async store(user: string, id: string, payload: Uint8Array = Buffer.from('{}')): Promise<void> {
    const notification = { id, type: 'test', encoding: 2, payload, replyExpected: false };
    const expiresAtUnixMs = this.calls.clock.unixMs() + TTL_MS;
    const { kind } = await this.bus.outbox.append(user, { notification, route: { kind: 'all' }, expiresAtUnixMs });
    if (kind !== 'stored') throw new Error(`${id} was not stored: ${kind}`);
    await settled();
  }
}

/** All that was to follow from what was done has been done. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
