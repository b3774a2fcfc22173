/** A notification, the same for all that it goes to. */
export interface Notification {
  /** Names it for good: who gets it twice can tell. */
  readonly id: string;
  /** What it means to the client, such as `order.shipped`. */
  readonly type: string;
  /** `ENCODING` of the wire: of the payload, and of the reply's. */
  readonly encoding: number;
  readonly payload: Uint8Array;
  /** Whether somebody waits for what the client replies. */
  readonly replyExpected: boolean;
}

/** Whom a notification is for. */
export type Target =
  | { readonly kind: 'session'; readonly id: string }
  /** All sessions of the user, or the newest. */
  | { readonly kind: 'user'; readonly user: string; readonly newest: boolean }
  /** Sessions that have subscribed to it. */
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'everyone' };

/** What a gateway wants to hear of. */
export type Interest =
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'topic'; readonly topic: string };

/** What became of a notification at one target. */
export type Outcome =
  /** Written to the client's connection. */
  | 'delivered'
  /** The client replied. */
  | 'replied'
  /** Kept until a session of the user replies. */
  | 'stored'
  /** There is no such session, or it has no connection, and nothing is kept. */
  | 'not-online'
  /** It was written, and the reply that was waited for did not come in time. */
  | 'timed-out';

/** What a client replied. */
export interface Reply {
  /** gRPC's code; 0 is OK. */
  readonly status: number;
  readonly message: string;
  readonly payload: Uint8Array;
}

export interface TargetReport {
  /** Empty where no session was found. */
  readonly sessionId: string;
  readonly user: string;
  readonly outcome: Outcome;
  readonly reply: Reply | null;
  /** Of what is stored; 0: nothing is. */
  readonly offset: number;
}

/** What became of a notification. */
export interface Report {
  readonly counts: Readonly<Record<Outcome, number>>;
  /** The first thousand of them. */
  readonly targets: readonly TargetReport[];
}

/** What is published. */
export interface Publication {
  readonly notification: Notification;
  readonly target: Target;
  /** Null: at most once. */
  readonly stored: StoreOrder | null;
  /** How long to wait for replies; 0: not at all. */
  readonly waitMs: number;
  /** Whether the id is the publisher's, who may publish it again, perhaps at another gateway. */
  readonly named: boolean;
}

/** At least once: until when it is kept. */
export interface StoreOrder {
  readonly expiresAtUnixMs: number;
  /** Where it is stored already, for the user of the target; null: the gateways store it for their users. */
  readonly offset: number | null;
}

/** What of a user's sessions a stored notification is for. */
export type Route =
  | { readonly kind: 'all' }
  | { readonly kind: 'newest' }
  /** This one; once it is gone, any other of the user. */
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'topic'; readonly topic: string };

/** A notification that is kept for a user. */
export interface StoredNotification {
  readonly offset: number;
  readonly notification: Notification;
  readonly route: Route;
  readonly expiresAtUnixMs: number;
}

/** What could not be stored, and nothing was. */
export type Appended =
  | { readonly kind: 'stored'; readonly offset: number }
  | { readonly kind: 'full'; readonly why: string }
  | { readonly kind: 'unavailable'; readonly why: string };

/**
 * What is kept for users until a session of theirs has replied, in order. Offsets grow; those of one user need not follow
 * each other. What a cap or a time to live drops leaves a notification of type `GAP` in its place.
 */
export interface Outbox {
  append(user: string, entry: Omit<StoredNotification, 'offset'>): Promise<Appended>;
  /** What is kept for `user` behind `offset`, the oldest first, `limit` at most. */
  read(user: string, offset: number, limit: number): Promise<readonly StoredNotification[]>;
  /** Lets go of one; what is not there is passed over. */
  release(user: string, offset: number): void;
}

/** The type of the notification that says what was dropped: JSON `{"from":…,"to":…}`, offsets. */
export const GAP = 'trunkline.gap';

/** What a session was on the gateway that had it, for the one that its client came to. */
export interface HandedSession {
  /** `epoch`: that of the gateway that had it. */
  readonly times: { readonly createdAtUnixMs: number; readonly epoch: number };
  readonly client: string;
  /** The highest seq that the client used. */
  readonly highestSeq: number;
  /** Answers that the client may not have received: whole frames, in base64. */
  readonly answers: readonly string[];
  readonly topics: readonly string[];
  /** Calls that still run at the gateway that had it, by seq: their answers follow. */
  readonly open: readonly number[];
  /** `Bus.id` of that. */
  readonly gateway: string;
}

/** One session of any gateway, as operators see it. */
export interface SessionLine {
  readonly id: string;
  readonly user: string;
  readonly client: string;
  readonly state: 'active' | 'detached';
  readonly remoteAddress: string;
  readonly createdAtUnixMs: number;
  readonly callsInFlight: number;
  readonly callsTotal: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  readonly idleMs: number;
}

/** A session that a gateway has, or believes to have. */
export interface HeldSession {
  readonly id: string;
  readonly user: string;
  readonly createdAtUnixMs: number;
  /** When it came to its gateway: of two that have it, the one with the later epoch is right. */
  readonly epoch: number;
  /** The number of the Hello that brought its client, which counts before the epoch; 0: it had none. */
  readonly attempt: number;
}

/** One session of a user. */
export interface UserSession {
  readonly id: string;
  readonly createdAtUnixMs: number;
  /** Whether it has a connection. */
  readonly online: boolean;
}

/** What one gateway asks of all, itself included. */
export type Question =
  /**
   * A client came to the gateway `asker` with a session that is not there. Of two that claim it at once, the smaller key has
   * it. Who has it from before `epoch` has been left; its client last heard of it at `issuer`. `attempt`: of two Hellos of one
   * client the higher number has it; 0: it does not count.
   */
  | {
      readonly kind: 'claim';
      readonly sessionId: string;
      readonly key: string;
      readonly epoch: number;
      readonly issuer: string;
      readonly attempt: number;
      readonly asker: string;
    }
  /** The newest session of the user, and the one with this id. */
  | { readonly kind: 'sessions-of'; readonly user: string; readonly id: string }
  | { readonly kind: 'list'; readonly limit: number }
  | { readonly kind: 'find'; readonly sessionId: string }
  | { readonly kind: 'kick'; readonly sessionId: string; readonly reason: string };

export type Answer =
  /** It was here, and is not any more. */
  | { readonly kind: 'handed'; readonly session: HandedSession }
  /** Another gateway claims it, or has just got it. */
  | { readonly kind: 'taken' }
  /** It has ended. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'sessions'; readonly sessions: readonly SessionLine[]; readonly total: number }
  | { readonly kind: 'sessions-of'; readonly sessions: readonly UserSession[] }
  | { readonly kind: 'kicked' }
  | { readonly kind: 'unknown' };

/** What one gateway tells all others, or one of them. It is lost where the bus is away. */
export type Word =
  /** A call has ended that runs where its session was: the Response frame in base64; null: it is too large for the bus. */
  | { readonly kind: 'answered'; readonly sessionId: string; readonly seq: number; readonly answer: string | null }
  /** The client has given such a call up. */
  | { readonly kind: 'cancelled'; readonly sessionId: string; readonly seq: number }
  /** Nobody wants its answer any more. */
  | { readonly kind: 'abandoned'; readonly sessionId: string; readonly seq: number }
  /** These it has: who has one of them from before, or an older one of a user who may have one only, has it no longer. */
  | { readonly kind: 'held'; readonly sessions: readonly HeldSession[] }
  /** A session of the user has ended: what was for it alone is for the others. */
  | { readonly kind: 'left'; readonly user: string };

/** What became of a session, as its gateway tells those who watch at others. */
export interface SessionEvent {
  readonly kind: 'created' | 'resumed' | 'detached' | 'closed';
  readonly atUnixMs: number;
  readonly id: string;
  readonly user: string;
  readonly client: string;
  /** Why. */
  readonly detail: string;
  readonly epoch: number;
  /** The name of the gateway. */
  readonly gateway: string;
}

/** Who watches the sessions of all other gateways. */
export interface EventWatcher {
  happened(event: SessionEvent): void;
  /** Events did not come. `count` 0: nobody knows how many. */
  missed(count: number, why: string): void;
}

/** What a gateway does with what comes over the bus. */
export interface Receiver {
  /** Hands a notification to the sessions that it has for it. Resolves once nothing is waited for any more. */
  take(publication: Publication): Promise<Report>;
  answer(question: Question): Answer;
  /** Something was stored for a user in whom the gateway is interested. */
  appended(user: string, entry: StoredNotification): void;
  heard(word: Word): void;
  /** The bus is there, perhaps again: what others said meanwhile did not come. */
  connected(): void;
  /** A gateway is gone, or is not heard of any more. */
  gatewayLost(gateway: string): void;
}

/** The bus cannot be reached: nothing was published. */
export class BusUnavailable extends Error {}

/** Carries notifications between those who publish and the gateways that have the sessions. */
export interface Bus {
  /** Names this gateway to the others. */
  readonly id: string;
  readonly outbox: Outbox;
  /** Who takes what comes. Once, before anything else. */
  attach(receiver: Receiver): void;
  want(interest: Interest): void;
  unwant(interest: Interest): void;
  /** The largest payload that it carries. */
  readonly maxPayloadBytes: number;
  /** Whether it can be reached now. */
  readonly isUp: boolean;
  /** Gives a publication to all gateways that want it, and joins what they report. Rejects with BusUnavailable. */
  publish(publication: Publication): Promise<Report>;
  /** Asks all gateways, this one included. Those that do not answer in time are left out, and all where the bus is away. */
  ask(question: Question): Promise<readonly Answer[]>;
  /** Tells all others, or the one whose id is `to`. */
  tell(word: Word, to?: string): void;
  /** Resolves once what others said until now was heard, or after a moment where the bus is away. */
  catchUp(): Promise<void>;
  /** Whether anybody at another gateway watches: who makes events may spare itself the work. */
  readonly watched: boolean;
  /** How long there has been no such gateway, at the least. 0: it is there, or may be. Milliseconds. */
  absentMs(gateway: string): number;
  /** Tells those who watch at other gateways. */
  tellEvent(event: SessionEvent): void;
  /** Resolves once all other gateways know: what happens there from then on is heard, until the function is called. */
  watch(watcher: EventWatcher): Promise<() => void>;
  close(): Promise<void>;
}
