import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ClusterView } from '../admin/index.ts';
import type { Answer, Bus, HandedSession, Question, SessionLine, UserSession } from '../bus/index.ts';
import type { NotifyHub } from '../notify/index.ts';
import {
  type Claim,
  type CloseReason,
  type Elsewhere,
  isLateHello,
  type MovedSession,
  type Session,
  type SessionListener,
  type SessionTable,
} from '../session/index.ts';
import { encodeFrame, type Frame, readFrames } from '../wire/index.ts';
import type { ClusterEvents } from './cluster-events.ts';
import type { MovedCalls } from './moved-calls.ts';
import { sessionSnapshot, takeFirst } from './sessions-view.ts';

/** How long a gateway remembers which sessions have ended at it, or have left it. */
const ENDED_TTL_MS = 600_000;
const MAX_ENDED = 100_000;
/** As sizes: with `max` a cache has room for all of them from its start, and the collector goes through it each time. */
const AT_MOST = { maxSize: MAX_ENDED, sizeCalculation: () => 1 };
/** Of two clients that come back at once at two gateways, the one that is later by less than this has lost. */
const HANDED_TTL_MS = 2000;
const KEY_BYTES = 12;
/** What may be handed over of a session, within one message of the bus. */
const MAX_ANSWER_BYTES = 512 * 1024;

/** A session that a client has come here with, and that others are asked for. */
interface OpenClaim {
  readonly key: string;
  /** The number of the Hello; 0: it has none. */
  readonly attempt: number;
  /** Another gateway claims it as well, and has the better key. */
  lost: boolean;
  /** The client has come to another gateway since. */
  isLate: boolean;
  /** The client has come here over another connection since: that one gets what this one is given. */
  heir: OpenClaim | null;
  inherited: MovedSession | null;
}

/** The sessions of all gateways: a client may come back at another than the one that it left. */
export class ClusterSessions implements Elsewhere, ClusterView, SessionListener {
  readonly #bus: Bus;
  readonly #sessions: SessionTable;
  readonly #hub: NotifyHub;
  readonly #claims = new Map<string, OpenClaim>();
  readonly #ended = new LRUCache<string, true>({ ...AT_MOST, ttl: ENDED_TTL_MS });
  readonly #left = new LRUCache<string, true>({ ...AT_MOST, ttl: ENDED_TTL_MS });
  /** Sessions that have gone to another gateway, with the number of the Hello that they went to. */
  readonly #handed = new LRUCache<string, number>({ ...AT_MOST, ttl: HANDED_TTL_MS });
  /** Sessions on their way to another gateway, by user. */
  readonly #moving = new LRUCache<string, UserSession>({ ...AT_MOST, ttl: HANDED_TTL_MS });
  readonly #events: ClusterEvents;
  readonly #calls: MovedCalls;
  readonly #resumeWindowMs: number;

  constructor(
    bus: Bus,
    sessions: SessionTable,
    hub: NotifyHub,
    events: ClusterEvents,
    calls: MovedCalls,
    resumeWindowMs: number,
  ) {
    this.#resumeWindowMs = resumeWindowMs;
    this.#calls = calls;
    this.#events = events;
    this.#bus = bus;
    this.#sessions = sessions;
    this.#hub = hub;
  }

  sessionCreated(): void {}
  sessionResumed(): void {}
  sessionDetached(): void {}

  sessionClosed(session: Session, reason: CloseReason): void {
    const { id, user, createdAtUnixMs, attempt } = session;
    if (reason !== 'moved') {
      this.#ended.set(id, true);
      return;
    }
    this.#left.set(id, true);
    this.#handed.set(id, attempt);
    this.#moving.set(user, { id, createdAtUnixMs, online: false });
  }

  async claim(sessionId: string, epoch: number, issuer: string, attempt: number): Promise<Claim> {
    const before = this.#claims.get(sessionId);
    if (before !== undefined && (attempt === 0 || isLateHello(attempt, before.attempt))) return { kind: 'taken' };
    const key = randomBytes(KEY_BYTES).toString('base64url');
    const claim: OpenClaim = { key, attempt, lost: false, isLate: false, heir: null, inherited: null };
    // Its client has given that connection up, and is here.
    if (before !== undefined) before.heir = claim;
    this.#claims.set(sessionId, claim);
    try {
      const { id: asker } = this.#bus;
      const answers = await this.#bus.ask({ kind: 'claim', sessionId, key, epoch, issuer, attempt, asker });
      const decided = decide(claim, answers);
      // Its gateway is gone for so long that it would have ended there.
      const isOver = decided.kind === 'lost' && this.#bus.absentMs(issuer) > this.#resumeWindowMs;
      return isOver ? { kind: 'ended' } : decided;
    } finally {
      if (this.#claims.get(sessionId) === claim) this.#claims.delete(sessionId);
    }
  }

  continued(session: Session, moved: MovedSession): void {
    this.#calls.arrived(session, moved);
    // Where the user has logged in since, it ended as it came.
    if (session.state.kind === 'closed') return;
    for (const topic of moved.topics) this.#hub.subscribe(session, topic);
  }

  dropped(sessionId: string, user: string, session: MovedSession): void {
    this.#ended.set(sessionId, true);
    this.#events.dropped(sessionId, user, session);
    this.#calls.dropped(sessionId, session);
    this.#bus.tell({ kind: 'left', user });
  }

  /** What this gateway says to a question of its own or of another. */
  answer(question: Question): Answer {
    switch (question.kind) {
      case 'claim':
        return this.#answerClaim(question);
      case 'sessions-of':
        return { kind: 'sessions-of', sessions: this.#sessionsOf(question.user, question.id) };
      case 'list': {
        const sessions = takeFirst(this.#sessions.all(), question.limit).map(sessionSnapshot);
        return { kind: 'sessions', sessions, total: this.#sessions.size };
      }
      case 'find': {
        const session = this.#sessions.find(question.sessionId);
        const sessions = session === undefined ? [] : [sessionSnapshot(session)];
        return { kind: 'sessions', sessions, total: sessions.length };
      }
      case 'kick': {
        const session = this.#sessions.find(question.sessionId);
        session?.end('kicked', 4505, question.reason);
        return { kind: session === undefined ? 'unknown' : 'kicked' };
      }
    }
  }

  async list(limit: number): Promise<{ readonly sessions: readonly SessionLine[]; readonly total: number }> {
    const answers = await this.#bus.ask({ kind: 'list', limit });
    const sessions: SessionLine[] = [];
    let total = 0;
    for (const answer of answers) {
      if (answer.kind !== 'sessions') continue;
      sessions.push(...answer.sessions);
      total += answer.total;
    }
    sessions.sort((a, b) => a.createdAtUnixMs - b.createdAtUnixMs);
    return { sessions: sessions.slice(0, limit), total };
  }

  async find(sessionId: string): Promise<SessionLine | null> {
    const answers = await this.#bus.ask({ kind: 'find', sessionId });
    for (const answer of answers) if (answer.kind === 'sessions' && answer.sessions[0]) return answer.sessions[0];
    return null;
  }

  async kick(sessionId: string, reason: string): Promise<boolean> {
    const answers = await this.#bus.ask({ kind: 'kick', sessionId, reason });
    return answers.some(({ kind }) => kind === 'kicked');
  }

  /** Of those of this gateway, and of one that is on its way to another. */
  #sessionsOf(user: string, id: string): readonly UserSession[] {
    const newest = this.#hub.newestOf(user);
    const named = this.#sessions.find(id);
    const here = [newest, named === newest ? undefined : named];
    const moving = this.#moving.get(user);
    const sessions: UserSession[] = [];
    for (const session of here) {
      if (session === undefined || session.user !== user) continue;
      sessions.push({ id: session.id, createdAtUnixMs: session.createdAtUnixMs, online: session.online });
    }
    return moving === undefined || this.#sessions.find(moving.id) !== undefined ? sessions : [...sessions, moving];
  }

  #answerClaim({ sessionId, key, epoch, issuer, attempt, asker }: Extract<Question, { kind: 'claim' }>): Answer {
    const session = this.#sessions.find(sessionId);
    if (session !== undefined) {
      if (isLateHello(attempt, session.attempt)) return { kind: 'taken' };
      const handed = this.#handOver(session, asker);
      this.#handed.set(sessionId, attempt);
      // From before: its client was at another gateway since.
      return handed.times.epoch < epoch ? { kind: 'unknown' } : { kind: 'handed', session: handed };
    }
    const own = this.#claims.get(sessionId);
    if (own !== undefined && own.key !== key) {
      if (precedes(attempt, own.attempt)) return { kind: 'taken' };
      own.isLate = precedes(own.attempt, attempt);
      if (!own.isLate && own.key < key) return { kind: 'taken' };
      own.lost = true;
      return { kind: 'unknown' };
    }
    const handedTo = this.#handed.get(sessionId);
    if (handedTo !== undefined && (attempt === 0 || isLateHello(attempt, handedTo))) return { kind: 'taken' };
    // What this gateway had, and has neither any more nor given away, has ended, however long ago.
    const endedHere = issuer === this.#bus.id && !this.#left.has(sessionId);
    return { kind: endedHere || this.#ended.has(sessionId) ? 'ended' : 'unknown' };
  }

  #handOver(session: Session, to: string): HandedSession {
    const topics = this.#hub.topics.topicsOf(session);
    const { times, client } = session.birth;
    const { highestSeq, answers, open } = this.#calls.handOver(session, to);
    return { times, client, highestSeq, topics, open, gateway: this.#bus.id, answers: encodeAnswers(answers) };
  }
}

/** Of two Hellos that both have a number. */
function precedes(attempt: number, other: number): boolean {
  return attempt !== 0 && attempt < other;
}

function decide(claim: OpenClaim, answers: readonly Answer[]): Claim {
  for (const answer of answers) {
    if (answer.kind !== 'handed') continue;
    const session = toMoved(answer.session);
    if (claim.heir !== null) claim.heir.inherited = session;
    else if (!claim.isLate) return { kind: 'handed', session };
  }
  if (claim.heir !== null || claim.isLate) return { kind: 'taken' };
  if (claim.inherited !== null) return { kind: 'handed', session: claim.inherited };
  if (claim.lost || answers.some(({ kind }) => kind === 'taken')) return { kind: 'taken' };
  return { kind: answers.some(({ kind }) => kind === 'ended') ? 'ended' : 'lost' };
}

/** The latest answers that fit. */
function encodeAnswers(answers: readonly Frame[]): readonly string[] {
  const encoded: string[] = [];
  let bytes = 0;
  for (const frame of [...answers].reverse()) {
    const text = Buffer.from(encodeFrame(frame)).toString('base64');
    bytes += text.length;
    if (bytes > MAX_ANSWER_BYTES) break;
    encoded.unshift(text);
  }
  return encoded;
}

function toMoved({ answers, ...rest }: HandedSession): MovedSession {
  return { ...rest, answers: answers.flatMap((text) => readFrames(Buffer.from(text, 'base64'))) };
}
