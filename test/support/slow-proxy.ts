import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Passes bytes on to an address as they are, each so much later that answers come late. */
export class SlowProxy {
  readonly address: string;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;

  private constructor(server: Server, sockets: Set<Socket>, port: number) {
    this.#server = server;
    this.#sockets = sockets;
    this.address = `127.0.0.1:${port}`;
  }

  static async start(target: string, delayMs: number): Promise<SlowProxy> {
    const port = Number(target.split(':').at(-1));
    const sockets = new Set<Socket>();
    const server = createServer((client) => {
      const backend = connect(port, '127.0.0.1');
      for (const socket of [client, backend]) {
        sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          sockets.delete(socket);
          client.destroy();
          backend.destroy();
        });
      }
      client.pipe(backend);
      backend.on('data', (bytes) => setTimeout(() => client.write(bytes), delayMs));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address: AddressInfo | string | null = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return new SlowProxy(server, sockets, address.port);
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
