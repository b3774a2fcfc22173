import { CallError, type Client, connect } from '../../src/client/index.ts';
import { ECHO_SERVICE, encodeEchoRequest } from '../../test/support/echo-messages.ts';
import type { ServedGateway } from '../served-gateway.ts';

const METHOD = `${ECHO_SERVICE}/Unary`;
const EVERY_MS = 5;

/** What became of the calls of a while. */
export interface LoadResult {
  readonly calls: number;
  /** The reasons of those that failed. */
  readonly failures: readonly string[];
  readonly slowestMs: number;
}

/** Clients, one of each gateway, that call in turn: 200 calls in a second, whatever becomes of them. */
export class SteadyLoad implements AsyncDisposable {
  readonly clients: readonly Client[];
  readonly #payload = encodeEchoRequest({ body: new Uint8Array(100) });
  readonly #pending = new Set<Promise<void>>();
  readonly #timer: NodeJS.Timeout;
  #next = 0;
  #calls = 0;
  #failures: string[] = [];
  #slowestMs = 0;

  private constructor(clients: readonly Client[]) {
    this.clients = clients;
    this.#timer = setInterval(() => this.#callOne(), EVERY_MS);
  }

  static async start(gateways: readonly ServedGateway[]): Promise<SteadyLoad> {
    return new SteadyLoad(
      await Promise.all(gateways.map(({ addresses, token }) => connect(addresses.client, { token }))),
    );
  }

  /** What became of the calls since this was asked last, once those that are open have ended. */
  async take(): Promise<LoadResult> {
    await Promise.all(this.#pending);
    const result = { calls: this.#calls, failures: this.#failures, slowestMs: this.#slowestMs };
    this.#calls = 0;
    this.#failures = [];
    this.#slowestMs = 0;
    return result;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.clients.map((client) => client.close()));
  }

  #callOne(): void {
    const client = this.clients[this.#next++ % this.clients.length];
    if (client === undefined) return;
    const call = this.#call(client).finally(() => this.#pending.delete(call));
    this.#pending.add(call);
  }

  async #call(client: Client): Promise<void> {
    const startedAt = performance.now();
    try {
      await client.callBinary(METHOD, this.#payload);
    } catch (error) {
      this.#failures.push(error instanceof CallError ? `${error.codeName} ${error.reason}` : String(error));
    }
    this.#calls++;
    this.#slowestMs = Math.max(this.#slowestMs, performance.now() - startedAt);
  }
}
