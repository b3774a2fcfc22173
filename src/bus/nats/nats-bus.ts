import { randomBytes } from 'node:crypto';
import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { CallbackTimer, type Clock, type TimingWheel } from '../../clock/index.ts';
import {
  type Answer,
  type Bus,
  BusUnavailable,
  type EventWatcher,
  type Interest,
  type Publication,
  type Question,
  type Receiver,
  type Report,
  type SessionEvent,
  type Word,
} from '../bus.ts';
import { NotStored } from '../not-stored.ts';
import { EventRelay } from './event-relay.ts';
import { type GatewayAnswer, Gathering } from './gathering.ts';
import { Members, type Presence } from './members.ts';
import { NatsLink } from './nats-link.ts';
import { decodeMessage, encodeMessage } from './nats-message.ts';
import { NatsOutbox } from './nats-outbox.ts';
import type { NatsStoreOptions } from './nats-store.ts';
import { Poll } from './poll.ts';
import { readReport, writeReport } from './report-codec.ts';
import { Subjects } from './subjects.ts';

export interface NatsBusOptions extends NatsStoreOptions {
  /** HOST:PORT of one server or more. */
  readonly servers: readonly string[];
  readonly token: string | null;
  /** What all subjects begin with. */
  readonly prefix: string;
}

/** Who is told how NATS stands: the log. */
export interface NatsReport {
  stateChanged(isUp: boolean, why: string): void;
  faulted(cause: unknown): void;
}

type PublicationHead = Omit<Publication, 'notification'> & {
  readonly notification: Omit<Publication['notification'], 'payload'>;
};

const ID_BYTES = 9;
const BEAT_MS = 1000;
/** How long what others said may take to be heard. */
const CATCH_UP_MS = 2000;
/** How long after the connection is there again others are still to be found. */
const SETTLE_MS = 1000;
/** Answers nothing: asked to know that what was told before has been heard. */
const ARE_YOU_THERE: Question = { kind: 'find', sessionId: '' };
/** What NATS takes where it has not said. */
const DEFAULT_MAX_PAYLOAD = 1024 * 1024;
/** What a message holds besides the payload. */
const HEAD_ROOM_BYTES = 8 * 1024;

/**
 * A bus between gateways over NATS. Each gateway subscribes to what its sessions want, and to nothing else. What is sent at
 * most once goes by NATS' core, what is stored by JetStream.
 */
export class NatsBus implements Bus {
  readonly outbox: NatsOutbox;
  readonly id = randomBytes(ID_BYTES).toString('base64url');
  readonly #subjects: Subjects;
  readonly #link: NatsLink;
  readonly #clock: Clock;
  readonly #wheel: TimingWheel;
  readonly #report: NatsReport;
  readonly #interests = new Map<string, { readonly interest: Interest; subscription: Subscription | null }>();
  readonly #members: Members;
  readonly #events = new EventRelay(this.id);
  readonly #gatherings = new Map<string, Gathering>();
  readonly #polls = new Map<string, Poll>();
  readonly #beat = new CallbackTimer(() => this.#sayPresent());
  #receiver: Receiver | null = null;
  #published = 0;
  #upAtMs = Number.NEGATIVE_INFINITY;
  #eventSubscription: Subscription | null = null;
  #awaitingUp: (() => void)[] = [];
  /** The connection on which we have subscribed: NATS' client does so again by itself. */
  #subscribed: NatsConnection | null = null;

  constructor(options: NatsBusOptions, clock: Clock, wheel: TimingWheel, report: NatsReport) {
    this.#subjects = new Subjects(options.prefix);
    this.#clock = clock;
    this.#wheel = wheel;
    this.#report = report;
    this.#members = new Members(clock, (gateway) => {
      this.#events.gatewayLost(gateway);
      this.#receiver?.gatewayLost(gateway);
    });
    this.outbox = new NatsOutbox(this.#subjects, options, clock, (cause) => report.faulted(cause));
    const { servers, token } = options;
    this.#link = new NatsLink(
      { servers, token, name: `trunkline-${this.id}` },
      {
        up: (connection) => void this.#up(connection),
        down: (why) => this.#down(why),
        faulted: (cause) => report.faulted(cause),
      },
    );
  }

  get isUp(): boolean {
    return this.#link.connection !== null;
  }

  get maxPayloadBytes(): number {
    return (this.#link.connection?.info?.max_payload ?? DEFAULT_MAX_PAYLOAD) - HEAD_ROOM_BYTES;
  }

  /** How many gateways there are, this one included. */
  get members(): number {
    return this.#members.living().length + 1;
  }

  attach(receiver: Receiver): void {
    this.#receiver = receiver;
    this.outbox.onAppend((user, entry) => receiver.appended(user, entry));
  }

  want(interest: Interest): void {
    const subject = this.#subjects.of(interest);
    const known = this.#interests.get(subject);
    const state = known ?? { interest, subscription: null };
    this.#interests.set(subject, state);
    if (state.subscription !== null || this.#subscribed === null) return;
    state.subscription = this.#subscribe(this.#subscribed, subject);
    if (interest.kind === 'user') this.outbox.want(interest.user, this.#subscribed);
  }

  unwant(interest: Interest): void {
    const subject = this.#subjects.of(interest);
    this.#interests.get(subject)?.subscription?.unsubscribe();
    this.#interests.delete(subject);
    if (interest.kind === 'user') this.outbox.unwant(interest.user);
  }

  async publish({ notification, ...rest }: Publication): Promise<Report> {
    const connection = this.#link.connection;
    if (connection === null) throw new BusUnavailable('NATS is not connected; nothing was published.');
    const { payload, ...named } = notification;
    const head: PublicationHead = { ...rest, notification: named };
    const key = String(++this.#published);
    const gathering = new Gathering([this.id, ...this.#members.living()], rest.waitMs, this.#wheel);
    this.#gatherings.set(key, gathering);
    try {
      const reply = `${this.#subjects.answers(this.id)}.${key}`;
      connection.publish(this.#subjects.of(rest.target), encodeMessage(head, payload), { reply });
      connection.publish(this.#subjects.rollCall, undefined, { reply });
      const report = await gathering.report;
      if (report === null) throw new BusUnavailable('NATS did not carry the notification; perhaps nobody has it.');
      return report;
    } finally {
      this.#gatherings.delete(key);
    }
  }

  async ask(question: Question): Promise<readonly Answer[]> {
    const connection = this.#link.connection;
    const own = this.#receiver?.answer(question);
    const others = this.#members.living();
    const ours = own === undefined ? [] : [own];
    const settleMs = this.#upAtMs + SETTLE_MS - this.#clock.nowMs();
    if (connection === null || (others.length === 0 && settleMs <= 0)) return ours;
    const key = String(++this.#published);
    const poll = new Poll(others, settleMs, this.#wheel);
    this.#polls.set(key, poll);
    const reply = `${this.#subjects.answers(this.id)}.${key}`;
    connection.publish(this.#subjects.questions, encodeMessage({ from: this.id, question }), { reply });
    const answers = await poll.answers;
    this.#polls.delete(key);
    return [...ours, ...answers];
  }

  tell(word: Word, to?: string): void {
    const subject = to === undefined ? this.#subjects.words : this.#subjects.wordsFor(to);
    this.#link.connection?.publish(subject, encodeMessage({ from: this.id, word }));
  }

  async catchUp(): Promise<void> {
    let timer: NodeJS.Timeout | null = null;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CATCH_UP_MS).unref();
    });
    await Promise.race([late, this.#hearAll()]);
    if (timer !== null) clearTimeout(timer);
  }

  get watched(): boolean {
    return this.#members.watched;
  }

  /** What happened while NATS was away nobody knows. */
  absentMs(gateway: string): number {
    return this.isUp && gateway !== this.id ? this.#members.absentMs(gateway, this.#upAtMs) : 0;
  }

  tellEvent(event: SessionEvent): void {
    const bytes = this.#events.write(event);
    this.#link.connection?.publish(this.#subjects.events, bytes);
  }

  async watch(watcher: EventWatcher): Promise<() => void> {
    this.#events.add(watcher);
    this.#followEvents();
    this.#sayPresent();
    // Behind what says that somebody watches: who answers has heard it.
    await this.ask(ARE_YOU_THERE);
    return () => {
      this.#events.remove(watcher);
      if (this.#events.watching) return;
      this.#eventSubscription?.unsubscribe();
      this.#eventSubscription = null;
      this.#sayPresent();
    };
  }

  async close(): Promise<void> {
    this.#wheel.disarm(this.#beat);
    this.#saySelf({ leaves: true });
    this.outbox.close();
    for (const gathering of this.#gatherings.values()) gathering.cancel();
    await this.#link.close();
  }

  async #up(connection: NatsConnection): Promise<void> {
    if (this.#subscribed !== connection) {
      this.#subscribed = connection;
      this.#subscribeAll(connection);
    }
    this.#report.stateChanged(true, '');
    this.#beatAgain();
    this.#saySelf({ asks: true });
    if (this.#upAtMs > 0) this.#events.wasAway();
    this.#upAtMs = this.#clock.nowMs();
    this.#receiver?.connected();
    for (const resolve of this.#awaitingUp.splice(0)) resolve();
    await this.outbox.up(connection);
  }

  #down(why: string): void {
    this.outbox.down();
    this.#wheel.disarm(this.#beat);
    for (const gathering of this.#gatherings.values()) gathering.cancel();
    this.#report.stateChanged(false, why);
  }

  #subscribeAll(connection: NatsConnection): void {
    const { members, rollCall, everyone, questions, words } = this.#subjects;
    for (const subject of [words, this.#subjects.wordsFor(this.id)]) {
      connection.subscribe(subject, { callback: (_, message) => this.#heard(message) });
    }
    connection.subscribe(questions, { callback: (_, message) => this.#asked(message) });
    connection.subscribe(members, { callback: (_, message) => this.#memberSaid(message) });
    connection.subscribe(rollCall, {
      callback: (_, message) => this.#answer(message, { kind: 'present', gateway: this.id }),
    });
    connection.subscribe(`${this.#subjects.answers(this.id)}.*`, {
      callback: (_, message) => this.#answered(message),
    });
    this.#subscribe(connection, everyone);
    this.#followEvents();
    for (const [subject, state] of this.#interests) {
      state.subscription = this.#subscribe(connection, subject);
      if (state.interest.kind === 'user') this.outbox.want(state.interest.user, connection);
    }
  }

  #subscribe(connection: NatsConnection, subject: string): Subscription {
    return connection.subscribe(subject, { callback: (_, message) => this.#publicationArrived(message) });
  }

  #publicationArrived(message: Msg): void {
    const receiver = this.#receiver;
    if (receiver === null) return;
    try {
      const { head, payload } = decodeMessage<PublicationHead>(message.data);
      this.#answer(message, { kind: 'taken', gateway: this.id });
      receiver.take({ ...head, notification: { ...head.notification, payload } }).then(
        (report) => this.#answer(message, { kind: 'report', gateway: this.id, report }),
        (cause: unknown) => this.#failed(message, cause),
      );
    } catch (cause) {
      this.#report.faulted(cause);
    }
  }

  #failed(message: Msg, cause: unknown): void {
    if (!(cause instanceof NotStored)) this.#report.faulted(cause);
    const [kind, why] =
      cause instanceof NotStored ? [cause.kind, cause.message] : (['unavailable', 'a fault'] as const);
    this.#answer(message, { kind: 'not-stored', gateway: this.id, cause: kind, why });
  }

  #answer(message: Msg, answer: GatewayAnswer): void {
    const connection = this.#link.connection;
    if (connection === null || message.reply === undefined) return;
    const bytes = writeReport(answer, connection.info?.max_payload ?? DEFAULT_MAX_PAYLOAD);
    connection.publish(message.reply, bytes);
  }

  /** Our own question we have answered already. */
  #asked(message: Msg): void {
    try {
      const { from, question } = decodeMessage<{ readonly from: string; readonly question: Question }>(
        message.data,
      ).head;
      const receiver = this.#receiver;
      if (from === this.id || receiver === null || message.reply === undefined) return;
      const answer = receiver.answer(question);
      this.#link.connection?.publish(message.reply, encodeMessage({ gateway: this.id, answer }));
    } catch (cause) {
      this.#report.faulted(cause);
    }
  }

  #answered(message: Msg): void {
    try {
      const key = message.subject.slice(message.subject.lastIndexOf('.') + 1);
      const poll = this.#polls.get(key);
      if (poll !== undefined) {
        const { gateway, answer } = decodeMessage<{ readonly gateway: string; readonly answer: Answer }>(
          message.data,
        ).head;
        poll.answered(gateway, answer);
        return;
      }
      this.#gatherings.get(key)?.answered(readReport(message.data));
    } catch (cause) {
      this.#report.faulted(cause);
    }
  }

  #heard(message: Msg): void {
    try {
      const { from, word } = decodeMessage<{ readonly from: string; readonly word: Word }>(message.data).head;
      if (from !== this.id) this.#receiver?.heard(word);
    } catch (cause) {
      this.#report.faulted(cause);
    }
  }

  /** What was said before the connection is there again did not come: who is asked then answers for it. */
  async #hearAll(): Promise<void> {
    const connection = this.#link.connection;
    const heard = connection !== null && (await connection.flush().then(succeeded, failed));
    if (heard) return;
    if (this.#link.connection === null) await new Promise<void>((resolve) => this.#awaitingUp.push(resolve));
    await this.#link.connection?.flush().catch(() => {});
    await this.ask(ARE_YOU_THERE);
  }

  #followEvents(): void {
    if (!this.#events.watching || this.#subscribed === null || this.#eventSubscription !== null) return;
    this.#eventSubscription = this.#subscribed.subscribe(this.#subjects.events, {
      callback: (_, message) => {
        try {
          this.#events.arrived(message.data);
        } catch (cause) {
          this.#report.faulted(cause);
        }
      },
    });
  }

  #beatAgain(): void {
    this.#wheel.arm(this.#beat, BEAT_MS);
  }

  /** Once a second: who is not heard of any more is noticed then, too. */
  #sayPresent(): void {
    if (this.#link.connection === null) return;
    this.#members.living();
    this.#saySelf({});
    this.#beatAgain();
  }

  #saySelf(more: Partial<Presence>): void {
    const presence = { gateway: this.id, leaves: false, asks: false, watches: this.#events.watching, ...more };
    this.#link.connection?.publish(this.#subjects.members, encodeMessage(presence satisfies Presence));
  }

  #memberSaid(message: Msg): void {
    const { head } = decodeMessage<Presence>(message.data);
    if (head.gateway === this.id) return;
    const isNew = !this.#members.has(head.gateway);
    this.#members.heard(head);
    // Who is new learns of us at once.
    if ((isNew || head.asks) && !head.leaves) this.#saySelf({});
  }
}

const succeeded = () => true;
const failed = () => false;
