import { tcpTransport } from './tcp-transport.ts';
import { platformTimers, type Timers } from './timers.ts';
import type { Transport } from './transport.ts';

export interface ConnectOptions {
  /**
   * Bearer token. A function is asked for each connection: pass one where tokens expire, since a gateway closes with
   * 4404 when one has. Default: none.
   */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /** "name/version" of the program, for the operator's eyes. Default: that of this library. */
  readonly client?: string | undefined;
  /** How long a connection may take, from the start to the gateway's Welcome, in milliseconds. Default 10,000. */
  readonly connectTimeoutMs?: number | undefined;
  /** What a call gets that names no `timeoutMs`, in milliseconds. Default 0: the default of its registration. */
  readonly timeoutMs?: number | undefined;
  /** The heartbeat to ask the gateway for, in milliseconds. Default 0: the gateway's own. */
  readonly heartbeatMs?: number | undefined;
  /**
   * Topics to be subscribed to from the first moment: what is stored for them comes in its place. One that may not be had is
   * left out; `subscribe` would say so.
   */
  readonly topics?: readonly string[] | undefined;
  /** How the client comes back; false: a lost connection closes it for good. */
  readonly reconnect?: ReconnectOptions | false | undefined;
  /** How many calls may wait for a connection, or for room on it. Default 10,000. */
  readonly maxQueued?: number | undefined;
  /** How many bytes of payload may wait with them. Default 64 MiB. */
  readonly maxQueuedBytes?: number | undefined;
  /** The largest frame that the client takes; a larger one ends the connection. Default 8 MiB, twice a gateway's own. */
  readonly maxFrameBytes?: number | undefined;
  /** How a gateway is reached. Default: TCP. */
  readonly transport?: Transport | undefined;
  /** For tests. Default: the platform's. */
  readonly timers?: Timers | undefined;
  /** For tests: from 0 up to 1. Default: Math.random. */
  readonly random?: (() => number) | undefined;
}

export interface ReconnectOptions {
  /** The first pause is drawn from 0 to this. Default 100. */
  readonly minDelayMs?: number | undefined;
  /** No pause is drawn from more than this. A connection that lived this long starts the row anew. Default 30,000. */
  readonly maxDelayMs?: number | undefined;
}

/** The same, complete. */
export interface Settings {
  readonly url: URL;
  readonly token: () => string | Promise<string>;
  readonly client: string;
  readonly connectTimeoutMs: number;
  readonly timeoutMs: number;
  readonly heartbeatMs: number;
  readonly topics: readonly string[];
  readonly reconnect: { readonly minDelayMs: number; readonly maxDelayMs: number } | null;
  readonly maxQueued: number;
  readonly maxQueuedBytes: number;
  readonly maxFrameBytes: number;
  readonly transport: Transport;
  readonly timers: Timers;
  readonly random: () => number;
}

/** What Hello says of a program that says nothing of itself. The version is package.json's. */
export const LIBRARY = 'trunkline-js/0.1.0';

const MEBIBYTE = 1024 * 1024;

/** @throws TypeError where the URL is none, or is of a scheme that the transport does not open. */
export function readOptions(address: string | URL, options: ConnectOptions): Settings {
  const url = new URL(address);
  const transport = options.transport ?? tcpTransport;
  if (!transport.schemes.includes(url.protocol) || url.hostname === '') {
    const example = transport.schemes.map((scheme) => `${scheme}//host:port`).join(' or ');
    throw new TypeError(`${url.href} is no address of a gateway: use ${example}`);
  }
  const { token = '', reconnect = {} } = options;
  return {
    url,
    token: typeof token === 'string' ? () => token : token,
    client: options.client ?? LIBRARY,
    connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
    timeoutMs: options.timeoutMs ?? 0,
    heartbeatMs: options.heartbeatMs ?? 0,
    topics: options.topics ?? [],
    reconnect:
      reconnect === false
        ? null
        : { minDelayMs: reconnect.minDelayMs ?? 100, maxDelayMs: reconnect.maxDelayMs ?? 30_000 },
    maxQueued: options.maxQueued ?? 10_000,
    maxQueuedBytes: options.maxQueuedBytes ?? 64 * MEBIBYTE,
    maxFrameBytes: options.maxFrameBytes ?? 8 * MEBIBYTE,
    transport,
    timers: options.timers ?? platformTimers,
    random: options.random ?? Math.random,
  };
}
