import { EventEmitter } from 'node:events';
import { Agent as HttpAgent, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import Consul from 'consul';
import { z } from 'zod';
import { type AgentInstance, agentService } from './agent-instance.ts';
import { answerOf, type ConsulAnswer, type ConsulRead } from './consul-answer.ts';
import { ConsulError, consulError, saysNoLeader } from './consul-error.ts';
import { HEALTH_ENTRY, type HealthEntry, type HealthQuery } from './health.ts';
import { ENTRY, type KvEntry, type KvOperation, TXN_DONE, TXN_REFUSED, type TxnResult } from './kv.ts';
import { RequestCount } from './request-count.ts';

/** How to reach Consul. */
export interface ConsulOptions {
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Null: plain HTTP. */
  readonly tls: ConsulTls | null;
  /** The ACL token; empty: none. */
  readonly token: string;
  /** How long an answer may take, besides what a blocking query waits. Milliseconds; 5,000 suits most. */
  readonly timeoutMs: number;
}

export interface ConsulTls {
  /** Certificates of authorities in PEM that a server must have one of; null: those of Node. */
  readonly ca: string | null;
  /** Our own certificate and its key in PEM, where Consul asks for one. */
  readonly client: { readonly cert: string; readonly key: string } | null;
}

const STATUS_OK = 200;
const STATUS_NOT_FOUND = 404;
const STATUS_CONFLICT = 409;
/** Consul adds up to a sixteenth to a wait, so that waits do not end together. */
const WAIT_JITTER = 16;

/**
 * The one place that knows the `consul` package, and what there is to know about it: it decodes values as text unless
 * told otherwise, gives undefined where a compare-and-set was lost, throws on a prefix without keys, believes an error
 * that comes with status 200, and reads no environment. Every method rejects with `ConsulError` and nothing else.
 */
export class ConsulClient {
  readonly #consul: Consul;
  readonly #options: ConsulOptions;
  readonly #requests: RequestCount;

  constructor(options: ConsulOptions, requests = new RequestCount()) {
    this.#options = options;
    this.#requests = requests;
    const { host, port, tls, token } = options;
    const agent =
      tls === null
        ? new HttpAgent({ keepAlive: true })
        : new HttpsAgent({ keepAlive: true, ...(tls.ca === null ? {} : { ca: tls.ca }), ...tls.client });
    this.#consul = new Consul({
      host: host.includes(':') ? `[${host}]` : host,
      port,
      secure: tls !== null,
      agent,
      ...(token === '' ? {} : { defaults: { token } }),
    });
  }

  /** A key; null where there is none. */
  async kvGet(key: string, read: ConsulRead): Promise<ConsulAnswer<KvEntry | null>> {
    const { response, body } = await this.#ask('kv get', read, (options) => {
      const request = { key, buffer: true, ...options };
      return this.#consul.kv.get(request);
    });
    return answerOf(isMissing(response) ? null : parse('kv get', ENTRY, body), response.headers);
  }

  /** All keys that begin with `prefix`, with what they hold. What the token may not read is left out in silence. */
  async kvList(prefix: string, read: ConsulRead): Promise<ConsulAnswer<readonly KvEntry[]>> {
    const { response, body } = await this.#ask('kv list', read, (options) => {
      const request = { key: prefix, recurse: true, buffer: true, ...options };
      return this.#consul.kv.get(request);
    });
    return answerOf(isMissing(response) ? [] : parse('kv list', z.array(ENTRY), body), response.headers);
  }

  /** The names of all keys that begin with `prefix`. */
  async kvKeys(prefix: string, read: ConsulRead): Promise<ConsulAnswer<readonly string[]>> {
    const { response, body } = await this.#ask('kv keys', read, (options) =>
      this.#consul.kv.keys({ key: prefix, ...options }),
    );
    return answerOf(isMissing(response) ? [] : parse('kv keys', z.array(z.string()), body), response.headers);
  }

  /**
   * Writes a key where its modify index is `index` (0: where there is none; null: in any case). False where it is another:
   * then nothing was written. At most `MAX_VALUE_BYTES`, else it rejects with `too-large`.
   */
  async kvPut(key: string, value: Uint8Array, index: number | null): Promise<boolean> {
    const cas = index === null ? {} : { cas: index };
    const { body } = await this.#ask('kv put', null, (options) =>
      this.#consul.kv.set({ key, value: Buffer.from(value), ...cas, ...options }),
    );
    return parse('kv put', z.boolean(), body);
  }

  /** Deletes a key where its modify index is `index`; null: in any case. False where it is another. */
  async kvDelete(key: string, index: number | null): Promise<boolean> {
    const cas = index === null ? {} : { cas: index };
    const { body } = await this.#ask('kv delete', null, (options) => this.#consul.kv.del({ key, ...cas, ...options }));
    return parse('kv delete', z.boolean(), body);
  }

  /**
   * All of at most `MAX_TXN_OPERATIONS` steps, or none of them. Where all steps are reads, Consul leaves out in silence
   * what the token may not see.
   */
  async txn(operations: readonly KvOperation[]): Promise<TxnResult> {
    const steps = operations.map((operation) => {
      const { verb, key } = operation;
      const index = 'index' in operation ? { Index: operation.index } : {};
      const value = 'value' in operation ? { Value: Buffer.from(operation.value).toString('base64') } : {};
      return { KV: { Verb: verb, Key: key, ...index, ...value } };
    });
    const { response, body } = await this.#ask('transaction', null, (options) => {
      // The package's types have steps in lower case; Consul reads them as they are sent.
      const operations = Object.assign([], steps);
      return this.#consul.transaction.create(operations, { operations, ...options });
    });
    if (response.statusCode === STATUS_CONFLICT) {
      const { failed, denied } = parse('transaction', TXN_REFUSED, body);
      // Consul calls a missing permission a conflict.
      if (denied) throw new ConsulError('denied', 'Consul: transaction: permission denied');
      return { kind: 'refused', failed };
    }
    return { kind: 'done', entries: parse('transaction', TXN_DONE, body) };
  }

  /** The instances of a service. */
  async healthService(query: HealthQuery, read: ConsulRead): Promise<ConsulAnswer<readonly HealthEntry[]>> {
    const { service, tag, datacenter, passing } = query;
    const { response, body } = await this.#ask('health of a service', read, (options) =>
      this.#consul.health.service({
        service,
        passing,
        ...(tag === '' ? {} : { tag }),
        ...(datacenter === '' ? {} : { dc: datacenter }),
        ...options,
      }),
    );
    return answerOf(parse('health of a service', z.array(HEALTH_ENTRY), body), response.headers);
  }

  /** Tells the agent of an instance on its host; one that it knows by the same id is replaced. Its first check decides. */
  async registerInstance(instance: AgentInstance): Promise<void> {
    await this.#ask('register an instance', null, (options) =>
      this.#consul.agent.service.register({ ...agentService(instance), ...options }),
    );
  }

  /** Closes the connections that no request uses. */
  close(): void {
    this.#consul.destroy();
  }

  async #ask(
    what: string,
    read: ConsulRead | null,
    send: (options: ReturnType<typeof requestOptions>) => Promise<unknown>,
  ): Promise<{ readonly response: IncomingMessage; readonly body: unknown }> {
    if (read?.signal?.aborted === true) throw new ConsulError('closed', `Consul: ${what}: given up`);
    const context = new RequestContext();
    const abort = () => context.emit('cancel');
    read?.signal?.addEventListener('abort', abort);
    this.#requests.total++;
    try {
      const [response, body] = ANSWER.parse(await send(requestOptions(this.#options, read, context)));
      // The package takes a list that it does not understand for none: what was sent tells.
      const sent = body === undefined && 'body' in response ? response.body : body;
      // A proxy between us and Consul may put an error's text under status 200.
      if (saysNoLeader(sent)) throw new ConsulError('no-leader', `Consul: ${what}: ${sent}`);
      return { response, body: sent };
    } catch (cause) {
      if (cause instanceof ConsulError) throw cause;
      const response = cause instanceof Error && 'response' in cause ? cause.response : null;
      if (!(response instanceof IncomingMessage)) throw consulError(what, null, null, cause);
      const body = 'body' in response ? response.body : undefined;
      const status = response.statusCode ?? 0;
      const answered = status === STATUS_NOT_FOUND || status === STATUS_CONFLICT;
      if (answered && !saysNoLeader(body)) return { response, body };
      throw status === STATUS_OK ? malformed(what, cause) : consulError(what, status, body, cause);
    } finally {
      read?.signal?.removeEventListener('abort', abort);
    }
  }
}

const isMissing = ({ statusCode }: IncomingMessage): boolean => statusCode === STATUS_NOT_FOUND;

/** Makes the package hand out the response with its body, also with an error, and lets a request be given up. */
class RequestContext extends EventEmitter {
  readonly includeResponse = true;
}

const ANSWER = z.tuple([z.instanceof(IncomingMessage)]).rest(z.unknown());

function requestOptions({ timeoutMs }: ConsulOptions, read: ConsulRead | null, ctx: RequestContext) {
  if (read === null) return { ctx, timeout: timeoutMs };
  const { index, waitMs, consistency } = read;
  const blocking = index > 0 ? { index, wait: `${waitMs}ms` } : {};
  return {
    ctx,
    timeout: timeoutMs + (index > 0 ? waitMs + waitMs / WAIT_JITTER : 0),
    ...blocking,
    ...(consistency === 'default' ? {} : { [consistency]: true }),
  };
}

function parse<T>(what: string, schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw malformed(what, parsed.error);
}

function malformed(what: string, cause: unknown): ConsulError {
  return new ConsulError('malformed', `Consul: ${what}: the answer is not what the API promises`, cause);
}
