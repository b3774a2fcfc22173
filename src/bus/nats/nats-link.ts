import { connect, type NatsConnection } from '@nats-io/transport-node';

export interface NatsLinkOptions {
  /** HOST:PORT of one server or more. */
  readonly servers: readonly string[];
  /** How operators of NATS see this connection. */
  readonly name: string;
  readonly token: string | null;
}

/** Who wants to know how the connection stands. */
export interface NatsLinkUser {
  /** It is there: for the first time, or again. What was sent meanwhile did not come. */
  up(connection: NatsConnection): void;
  down(why: string): void;
  /** Something of the connection's own went wrong; it goes on. */
  faulted(cause: unknown): void;
}

/** A connection that is gone is noticed by the second Ping without an answer. */
const PING_INTERVAL_MS = 5000;
const MAX_PINGS_OUT = 2;
const RECONNECT_MS = 250;
const RECONNECT_JITTER_MS = 250;
const CONNECT_TIMEOUT_MS = 3000;

/** One connection to NATS, which comes back for ever by itself. */
export class NatsLink {
  #connection: NatsConnection | null = null;
  #isUp = false;
  #closed = false;
  readonly #opening: Promise<void>;

  /** Returns at once: where NATS is not there, it is waited for. */
  constructor(options: NatsLinkOptions, user: NatsLinkUser) {
    this.#opening = this.#open(options, user);
  }

  /** The connection, where it is up; null: what would be sent would be lost. */
  get connection(): NatsConnection | null {
    return this.#isUp ? this.#connection : null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#isUp = false;
    await this.#connection?.close();
    // Where it never was there, nobody waits for it: the process may end.
    if (this.#connection !== null) await this.#opening;
  }

  async #open({ servers, name, token }: NatsLinkOptions, user: NatsLinkUser): Promise<void> {
    while (!this.#closed) {
      try {
        this.#connection = await connect({
          servers: [...servers],
          name,
          ...(token === null ? {} : { token }),
          maxReconnectAttempts: -1,
          ignoreAuthErrorAbort: true,
          reconnectTimeWait: RECONNECT_MS,
          reconnectJitter: RECONNECT_JITTER_MS,
          pingInterval: PING_INTERVAL_MS,
          maxPingOut: MAX_PINGS_OUT,
          timeout: CONNECT_TIMEOUT_MS,
        });
        break;
      } catch (cause) {
        user.down(cause instanceof Error ? cause.message : 'it cannot be connected to');
        await new Promise((resolve) => {
          setTimeout(resolve, RECONNECT_MS + Math.random() * RECONNECT_JITTER_MS).unref();
        });
      }
    }
    const connection = this.#connection;
    if (connection === null) return;
    if (this.#closed) {
      await connection.close();
      return;
    }
    this.#isUp = true;
    user.up(connection);
    for await (const status of connection.status()) {
      if (status.type === 'disconnect' || status.type === 'staleConnection') {
        if (this.#isUp) user.down('the connection is lost');
        this.#isUp = false;
      } else if (status.type === 'reconnect') {
        // Said once for each try that NATS ended itself, as where it refused the token: all at once, when one succeeds.
        if (this.#isUp) continue;
        this.#isUp = true;
        user.up(connection);
      } else if (status.type === 'error') user.faulted(status.error);
    }
  }
}
