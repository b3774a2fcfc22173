import protobuf from 'protobufjs/minimal.js';
import { type Inbound, NO_REPLAY, type Session } from '../session/index.ts';
import { NO_BYTES, NO_METADATA, OK_END, type Reason } from '../status/index.ts';
import { ENCODING, endedResponse, type Request, type Response, refusedResponse } from '../wire/index.ts';
import type { NotifyHub } from './notify-hub.ts';
import { isTopic, type TopicPolicy } from './topic-policy.ts';

const SUBSCRIBE = 'Subscribe';
const UNSUBSCRIBE = 'Unsubscribe';
/** Field 1 of proto/trunkline/client/v1/gateway.proto's requests: `repeated string topics`. */
const TOPICS_TAG = 10;
const EMPTY_JSON = Buffer.from('{}');

const NAME = 'trunkline.client.v1.GatewayService';

/** trunkline.client.v1.GatewayService: what a client asks of the gateway itself. All else goes on to `next`. */
export class ClientService implements Inbound {
  readonly #next: Inbound;
  readonly #hub: NotifyHub;
  readonly #policy: TopicPolicy;
  readonly #maxTopics: number;

  constructor(hub: NotifyHub, policy: TopicPolicy, maxTopics: number, next: Inbound) {
    this.#next = next;
    this.#hub = hub;
    this.#policy = policy;
    this.#maxTopics = maxTopics;
  }

  requestArrived(session: Session, seq: number, request: Request): void {
    if (request.service !== NAME) {
      this.#next.requestArrived(session, seq, request);
      return;
    }
    const admission = session.calls.admit(seq);
    if (admission === 'opened') {
      session.refuse(seq, this.#serve(session, request));
      return;
    }
    const replay = admission === 'zero' ? NO_REPLAY : session.takeReplay(seq);
    if (replay.kind === 'none') this.#next.requestArrived(session, seq, request);
    else if (replay.kind === 'answered') session.refuse(seq, replay.response);
    // To subscribe again does no harm.
    else session.refuse(seq, this.#serve(session, request));
  }

  /** Subscribes to those that may be had: what a Hello names. */
  subscribeAtLogin(session: Session, topics: readonly string[]): void {
    for (const topic of topics) this.#subscribe(session, [topic]);
  }

  #serve(session: Session, { method, encoding, payload }: Request): Response {
    if (method !== SUBSCRIBE && method !== UNSUBSCRIBE) {
      return refusedResponse('UNKNOWN_METHOD', `${NAME} has ${SUBSCRIBE} and ${UNSUBSCRIBE}`);
    }
    const topics = encoding === ENCODING.JSON ? readJson(payload) : readBinary(payload);
    if (topics === null) {
      const reason: Reason = encoding === ENCODING.JSON ? 'BAD_JSON' : 'BAD_PAYLOAD';
      return refusedResponse(reason, 'the payload is no request of this method');
    }
    const refusal = method === SUBSCRIBE ? this.#subscribe(session, topics) : this.#unsubscribe(session, topics);
    if (refusal !== null) return refusedResponse(...refusal);
    return endedResponse(OK_END, NO_METADATA, encoding === ENCODING.JSON ? EMPTY_JSON : NO_BYTES);
  }

  #subscribe(session: Session, topics: readonly string[]): readonly [Reason, string] | null {
    for (const topic of topics) {
      if (!isTopic(topic)) return ['BAD_TOPIC', 'a topic is words of letters and digits with dots between'];
      if (!this.#policy.allows(topic, session.user))
        return ['TOPIC_FORBIDDEN', `${session.user} may not have ${topic}`];
    }
    const added = topics.filter((topic) => !this.#hub.topics.has(session, topic));
    if (this.#hub.topics.count(session) + new Set(added).size > this.#maxTopics) {
      return ['TOO_MANY_TOPICS', `a session may have ${this.#maxTopics}`];
    }
    for (const topic of added) this.#hub.subscribe(session, topic);
    return null;
  }

  #unsubscribe(session: Session, topics: readonly string[]): null {
    for (const topic of topics) this.#hub.unsubscribe(session, topic);
    return null;
  }
}

function readJson(payload: Uint8Array): readonly string[] | null {
  try {
    const request: unknown = JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString());
    if (typeof request !== 'object' || request === null) return null;
    const topics: unknown = 'topics' in request ? request.topics : [];
    return Array.isArray(topics) && topics.every((topic) => typeof topic === 'string') ? topics : null;
  } catch {
    return null;
  }
}

function readBinary(payload: Uint8Array): readonly string[] | null {
  try {
    const reader = protobuf.Reader.create(payload);
    const topics: string[] = [];
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      if (tag === TOPICS_TAG) topics.push(reader.string());
      else reader.skipType(tag & 7);
    }
    return topics;
  } catch {
    return null;
  }
}
