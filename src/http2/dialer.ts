import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import { guardedLookup, type MayNotConnect } from './guarded-lookup.ts';
import { SocketInput } from './socket-input.ts';

/** TLS to a backend. The secure context is made once and shared by all connections. */
export interface TlsOptions {
  readonly secureContext: SecureContext;
  /** The name that the certificate must be for, and that is sent as SNI; empty: the host. */
  readonly serverName: string;
}

/** Where to connect, and how. */
export interface DialTarget {
  /** A name or an IP literal without brackets. */
  readonly host: string;
  readonly port: number;
  /** Null: cleartext with prior knowledge (RFC 9113 section 3.3). */
  readonly tls: TlsOptions | null;
}

/** What became of it: exactly one of the two is called, once, unless the dial was given up. */
export interface DialEvents {
  /**
   * `input` is what a socket in cleartext reads into: its `take` is to be set at once, and there is no 'data'. Null: TLS, which
   * reads into memory of its own and may keep what is written.
   */
  connected(socket: Socket, input: SocketInput | null): void;
  /** `why` is for operators: it may hold addresses. */
  failed(why: string): void;
}

/** The protocol name of HTTP/2 over TLS: RFC 9113 section 3.2. */
const ALPN = 'h2';

/**
 * Opens one socket, to an address that `mayNotConnect` has nothing against. The caller bounds the time, and gives up by
 * calling what it gets.
 */
export function dial(target: DialTarget, mayNotConnect: MayNotConnect, events: DialEvents): () => void {
  const { host, port, tls } = target;
  const why = isIP(host) === 0 ? null : mayNotConnect(host, port);
  if (why !== null) {
    const telling = setImmediate(() => events.failed(`it is not called: ${why}`));
    return () => clearImmediate(telling);
  }
  const lookup = guardedLookup(port, mayNotConnect);
  const { socket, input } = open(target, lookup);
  socket.setNoDelay(true);
  const failed = (why: string) => {
    socket.removeAllListeners();
    // A socket may fail more than once.
    socket.on('error', () => {});
    socket.destroy();
    events.failed(why);
  };
  socket.once('error', (error) => failed(error.message));
  socket.once('close', () => failed('it closed the connection'));
  socket.once(tls === null ? 'connect' : 'secureConnect', () => {
    if ('alpnProtocol' in socket && socket.alpnProtocol !== ALPN) {
      failed('it does not speak HTTP/2 over TLS');
      return;
    }
    socket.removeAllListeners('error');
    socket.removeAllListeners('close');
    events.connected(socket, input);
  });
  return () => {
    socket.removeAllListeners();
    socket.on('error', () => {});
    socket.destroy();
  };
}

/** TLS has memory of its own to read into. */
function open({ host, port, tls }: DialTarget, lookup: LookupFunction): { socket: Socket; input: SocketInput | null } {
  if (tls === null) {
    const input = new SocketInput();
    return { socket: connect({ host, port, lookup, noDelay: true, onread: input }), input };
  }
  // Node sends no SNI unless it is told to, and RFC 6066 section 3 permits no address in it.
  const servername = tls.serverName === '' && isIP(host) === 0 ? host : tls.serverName;
  const socket = connectTls({
    host,
    port,
    lookup,
    secureContext: tls.secureContext,
    ALPNProtocols: [ALPN],
    ...(servername === '' ? {} : { servername }),
  });
  return { socket, input: null };
}
