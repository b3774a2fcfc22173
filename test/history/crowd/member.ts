import { CallError, type Client, connect } from '../../../src/client/index.ts';
import type { Recorder } from '../event.ts';
import { decodeOrderResponse, encodeOrderRequest, ORDER_SERVICE } from '../order-messages.ts';
import type { MemberPlan } from './crowd-messages.ts';

/** As the library has it; whoever has a short heartbeat does not wait much longer for a Welcome. */
const MOST_TO_CONNECT_MS = 10_000;
const HEARTBEATS_TO_CONNECT = 1.5;
const RECONNECT = { minDelayMs: 50, maxDelayMs: 1000 };
const CALL_TIMEOUT_MS = 20_000;
const LEAVE_MS = 1000;

/** A program with a client of the gateways, which writes down all that it sees. */
export class Member {
  readonly #client: Client;
  readonly #record: Recorder;
  readonly #name: string;
  #calls = 0;
  #leaves = false;

  private constructor(name: string, client: Client, record: Recorder) {
    this.#name = name;
    this.#client = client;
    this.#record = record;
  }

  static async join(url: string, plan: MemberPlan, heartbeatMs: number, record: Recorder): Promise<Member> {
    const { client: name, user, topics } = plan;
    record({ kind: 'joined', client: name, user, topics });
    const client = await connect(url, {
      token: user,
      heartbeatMs,
      topics,
      connectTimeoutMs: Math.min(MOST_TO_CONNECT_MS, HEARTBEATS_TO_CONNECT * heartbeatMs),
      reconnect: RECONNECT,
      timeoutMs: CALL_TIMEOUT_MS,
    });
    const member = new Member(name, client, record);
    client.onStateChange((state) => {
      if (state.kind === 'closed') member.#closed(state.error?.message ?? '');
    });
    client.on('*', (_payload, { id, offset }) => {
      record({ kind: 'seen', client: name, id, offset });
    });
    return member;
  }

  /** Places an order, or looks for one, and resolves once that has an outcome. */
  async call(repeatable: boolean): Promise<void> {
    const key = `${this.#name}/${++this.#calls}`;
    this.#record({ kind: 'called', client: this.#name, key, repeatable });
    const method = `${ORDER_SERVICE}/${repeatable ? 'GetOrder' : 'PlaceOrder'}`;
    try {
      const answer = await this.#client.callBinary(method, encodeOrderRequest(key));
      this.#record({ kind: 'answered', key, outcome: { kind: 'ok', key: decodeOrderResponse(answer) } });
    } catch (error) {
      const [sent, why] =
        error instanceof CallError ? [error.sent, `${error.reason}: ${error.message}`] : ['MAYBE' as const, `${error}`];
      this.#record({ kind: 'answered', key, outcome: { kind: 'failed', sent, why } });
    }
  }

  async leave(): Promise<void> {
    this.#leaves = true;
    await this.#client.close({ timeoutMs: LEAVE_MS });
  }

  #closed(why: string): void {
    if (!this.#leaves) this.#record({ kind: 'expelled', client: this.#name, why });
  }
}
