import net from 'node:net';
import { Connection, type ConnectionContext, type ConnectionOwner } from './connection.ts';
import { TcpTransport } from './tcp-transport.ts';

/** Takes a new connection in, and says whom it belongs to. */
export type Accept = (connection: Connection) => ConnectionOwner;

export interface TcpListenerOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** How many connections the system queues before it refuses. */
  readonly backlog: number;
}

/** Accepts TCP connections and wires each socket to a `Connection`. */
export class TcpListener {
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();

  private constructor(context: ConnectionContext, accept: Accept) {
    // allowHalfOpen: a client may end its side and still read its answers.
    this.#server = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      serve(socket, context, accept, () => this.#sockets.delete(socket));
    });
  }

  /** Rejects where the address cannot be listened on. */
  static async listen(options: TcpListenerOptions, context: ConnectionContext, accept: Accept): Promise<TcpListener> {
    const listener = new TcpListener(context, accept);
    await new Promise<void>((resolve, reject) => {
      listener.#server.once('error', reject);
      listener.#server.listen({ host: options.host, port: options.port, backlog: options.backlog }, () => {
        listener.#server.off('error', reject);
        listener.#server.on('error', (err) => context.log.error({ err }, 'the client listener failed'));
        resolve();
      });
    });
    return listener;
  }

  /** As bound. */
  get port(): number {
    const address = this.#server.address();
    return address === null || typeof address === 'string' ? 0 : address.port;
  }

  /** `HOST:PORT` as bound. */
  get address(): string {
    return formatAddress(this.#server.address());
  }

  /** Takes no new connections; those that are open stay. */
  stopAccepting(): void {
    this.#server.close();
  }

  /** Ends every socket at once. */
  destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

function serve(socket: net.Socket, context: ConnectionContext, accept: Accept, closed: () => void): void {
  const transport = new TcpTransport(socket);
  const connection = new Connection(transport, context);
  socket.on('data', (chunk) => connection.received(chunk));
  socket.on('end', () => connection.inputEnded());
  socket.on('drain', () => {
    if (transport.socketDrained()) connection.drained();
    else connection.outputMoved();
  });
  socket.on('error', (err) => context.log.debug({ err, remote: connection.remoteAddress }, 'a client socket failed'));
  socket.on('close', () => {
    closed();
    connection.transportClosed();
  });
  connection.owner = accept(connection);
}

function formatAddress(address: string | net.AddressInfo | null): string {
  if (address === null || typeof address === 'string') throw new Error('the listener is not bound to a TCP address');
  return address.family === 'IPv6' ? `[${address.address}]:${address.port}` : `${address.address}:${address.port}`;
}
