import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { ProxiedConnection } from './proxied-connection.ts';

/** Stands between clients and a server, passes bytes on as they are, and breaks the connections in the ways of a network. */
export class TcpProxy implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #target: number;
  readonly #connections = new Set<ProxiedConnection>();
  /** Those that came while nothing passed. */
  readonly #strays = new Set<Socket>();
  #held = false;

  private constructor(server: Server, port: number, target: number) {
    this.#server = server;
    this.port = port;
    this.#target = target;
  }

  /** `target` is a port of the loopback. */
  static async start(target: number): Promise<TcpProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    const proxy = new TcpProxy(server, address.port, target);
    server.on('connection', (socket) => proxy.#accept(socket));
    return proxy;
  }

  get connections(): readonly ProxiedConnection[] {
    return [...this.#connections];
  }

  /** From now on nothing passes, in any connection, old or new. */
  hold(): void {
    this.#held = true;
    for (const connection of this.#connections) connection.hold();
  }

  release(): void {
    this.#held = false;
    for (const connection of this.connections) connection.release();
    for (const stray of this.#strays) stray.destroy();
    this.#strays.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.release();
    for (const connection of this.connections) connection.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(near: Socket): void {
    if (this.#held) {
      near.on('error', () => {});
      near.on('close', () => this.#strays.delete(near));
      this.#strays.add(near);
      return;
    }
    const far = connect({ port: this.#target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const connection = new ProxiedConnection(near, far, () => this.#connections.delete(connection));
    this.#connections.add(connection);
  }
}
