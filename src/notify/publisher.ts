import { randomUUID } from 'node:crypto';
import {
  type Bus,
  BusUnavailable,
  isEmpty,
  type Notification,
  NotStored,
  type Report,
  reportOn,
  type Target,
} from '../bus/index.ts';
import type { Clock } from '../clock/index.ts';
import { newestOf } from '../session/index.ts';
import { STATUS, type StatusCode } from '../status/index.ts';
import { ENCODING } from '../wire/index.ts';
import type { NotifyCounts } from './notify-context.ts';
import { routeOf } from './route-of.ts';
import { SentOnce } from './sent-once.ts';
import { isTopic } from './topic-policy.ts';
import { Whereabouts } from './whereabouts.ts';

/** What a publisher asks for. */
export interface PublishRequest {
  readonly target: Target;
  readonly type: string;
  readonly payload: Uint8Array;
  /** Whether the payload is JSON. */
  readonly json: boolean;
  /** The message type that a JSON payload is checked against; empty: none. */
  readonly messageType: string;
  readonly atLeastOnce: boolean;
  /** How long it is kept; 0: as long as the gateway keeps things. Milliseconds. */
  readonly ttlMs: number;
  /** Names it: published again within the window, it is not sent again. Empty: a new one. */
  readonly id: string;
  /** How long to wait for replies; 0: not at all. Milliseconds. */
  readonly waitMs: number;
}

export interface Published {
  readonly id: string;
  readonly report: Report;
}

/** Why nothing was published. */
export class PublishRefusal extends Error {
  readonly code: StatusCode;

  constructor(code: StatusCode, message: string) {
    super(message);
    this.code = code;
  }
}

export interface PublisherOptions {
  readonly maxPayloadBytes: number;
  readonly defaultTtlMs: number;
  readonly maxTtlMs: number;
  readonly maxWaitMs: number;
  /** How long the id of a notification is remembered. */
  readonly idWindowMs: number;
}

/** Checks JSON against a message type that some backend registered. What is wrong with it; null: nothing. */
export type CheckJson = (messageType: string, payload: Uint8Array) => Promise<string | null>;

const MAX_ID_LENGTH = 128;
const TYPE = /^[A-Za-z0-9_.:/-]{1,128}$/;
const OWN_TYPES = 'trunkline.';

/** Takes what backends and operators publish: checks it, sends it once for each id, and reports. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #counts: NotifyCounts;
  readonly #checkJson: CheckJson;
  readonly #whereabouts: Whereabouts;
  readonly #sent: SentOnce;

  constructor(options: PublisherOptions, bus: Bus, clock: Clock, counts: NotifyCounts, checkJson: CheckJson) {
    this.#options = options;
    this.#bus = bus;
    this.#whereabouts = new Whereabouts(bus);
    this.#clock = clock;
    this.#counts = counts;
    this.#checkJson = checkJson;
    this.#sent = new SentOnce(options.idWindowMs, clock);
  }

  /** Rejects with PublishRefusal; nothing was sent then, and it may be tried again at once. */
  async publish(request: PublishRequest): Promise<Published> {
    const id = request.id === '' ? randomUUID() : request.id;
    const publish = () => this.#publish(request, id);
    return { id, report: await (request.id === '' ? publish() : this.#sent.report(id, publish)) };
  }

  async #publish(request: PublishRequest, id: string): Promise<Report> {
    const refusal = this.#refusal(request) ?? (await this.#badJson(request));
    if (refusal !== null) throw refusal;
    const { type, payload, json, atLeastOnce, waitMs } = request;
    const notification = {
      id,
      type,
      encoding: json ? ENCODING.JSON : ENCODING.PROTO,
      payload,
      replyExpected: waitMs > 0,
    };
    const ttlMs = Math.min(request.ttlMs === 0 ? this.#options.defaultTtlMs : request.ttlMs, this.#options.maxTtlMs);
    const expiresAtUnixMs = this.#clock.unixMs() + ttlMs;
    this.#counts.published++;
    try {
      const target = await this.#narrow(request.target, atLeastOnce);
      const offset =
        atLeastOnce && request.target.kind === 'user'
          ? await this.#store(request.target.user, target, notification, expiresAtUnixMs)
          : null;
      const stored = atLeastOnce ? { expiresAtUnixMs, offset } : null;
      const report = await this.#bus.publish({ notification, target, stored, waitMs, named: request.id !== '' });
      if (!isEmpty(report)) return report;
      const fields = { ...fieldsOf(request.target), ...fieldsOf(target) };
      return offset === null ? reportOn('not-online', fields) : reportOn('stored', { ...fields, offset });
    } catch (cause) {
      if (cause instanceof BusUnavailable) throw new PublishRefusal(STATUS.UNAVAILABLE, cause.message);
      if (!(cause instanceof NotStored)) throw cause;
      const code = cause.kind === 'full' ? STATUS.RESOURCE_EXHAUSTED : STATUS.UNAVAILABLE;
      throw new PublishRefusal(code, `The notification was not stored: ${cause.message}.`);
    }
  }

  /**
   * The newest session of a user over all gateways. Where none is there, what is stored is for the first that will be, and
   * anything else is for nobody.
   */
  async #narrow(target: Target, atLeastOnce: boolean): Promise<Target> {
    if (target.kind !== 'user' || !target.newest) return target;
    const newest = newestOf(await this.#whereabouts.of(target.user, ''));
    if (newest === undefined || (atLeastOnce && !newest.online)) return target;
    return { kind: 'session', id: newest.id };
  }

  /** Stored once, before any gateway hears of it: however many of them have sessions of the user. */
  async #store(user: string, target: Target, notification: Notification, expiresAtUnixMs: number): Promise<number> {
    const appended = await this.#bus.outbox.append(user, { notification, route: routeOf(target), expiresAtUnixMs });
    if (appended.kind !== 'stored') throw new NotStored(appended.kind, appended.why);
    return appended.offset;
  }

  #refusal({ target, type, payload, id, ttlMs, waitMs }: PublishRequest): PublishRefusal | null {
    const { maxWaitMs } = this.#options;
    const maxPayloadBytes = Math.min(this.#options.maxPayloadBytes, this.#bus.maxPayloadBytes);
    const refuse = (message: string) => new PublishRefusal(STATUS.INVALID_ARGUMENT, message);
    if (!TYPE.test(type)) return refuse('The type must be a name of 1 to 128 letters, digits and . _ : / -.');
    if (type.startsWith(OWN_TYPES)) return refuse('Types that begin with "trunkline." are the gateway’s own.');
    if (id.length > MAX_ID_LENGTH) return refuse(`The id is longer than ${MAX_ID_LENGTH} characters.`);
    if (payload.length > maxPayloadBytes) {
      return refuse(`The payload has ${payload.length} bytes, where ${maxPayloadBytes} is the most.`);
    }
    if (waitMs > maxWaitMs) return refuse(`A wait of ${waitMs} ms is longer than ${maxWaitMs} ms.`);
    if (ttlMs < 0) return refuse('The time to live is negative.');
    if (target.kind === 'topic' && !isTopic(target.topic)) return refuse('The topic must be words with dots between.');
    if (target.kind === 'user' && target.user === '') return refuse('The user is empty.');
    if (target.kind === 'session' && target.id === '') return refuse('The session is empty.');
    return null;
  }

  async #badJson({ json, payload, messageType }: PublishRequest): Promise<PublishRefusal | null> {
    if (!json) return null;
    const wrong = messageType === '' ? checkSyntax(payload) : await this.#checkJson(messageType, payload);
    return wrong === null ? null : new PublishRefusal(STATUS.INVALID_ARGUMENT, wrong);
  }
}

function checkSyntax(payload: Uint8Array): string | null {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    return null;
  } catch {
    return 'The payload is not JSON in UTF-8.';
  }
}

function fieldsOf(target: Target): { readonly sessionId?: string; readonly user?: string } {
  if (target.kind === 'session') return { sessionId: target.id };
  return target.kind === 'user' ? { user: target.user } : {};
}
