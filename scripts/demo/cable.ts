import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What lies between a client and a gateway, and can be cut. */
export class Cable implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #cutAtAnswer = false;
  #cuts = 0;

  private constructor(server: Server, host: string, port: number) {
    this.#server = server;
    server.on('connection', (client) => this.#join(client, connect({ host, port, noDelay: true })));
  }

  /** `gateway` is `tcp://HOST:PORT`. */
  static async lay(gateway: string): Promise<Cable> {
    const { hostname, port } = new URL(gateway);
    const server = createServer({ noDelay: true });
    const cable = new Cable(server, hostname, Number(port));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return cable;
  }

  /** Where a client finds the gateway. */
  get url(): string {
    const address = this.#server.address();
    return `tcp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  }

  get cuts(): number {
    return this.#cuts;
  }

  /** The next thing that the gateway says does not arrive: the cable is cut in that moment. */
  cutAtNextAnswer(): void {
    this.#cutAtAnswer = true;
  }

  #join(client: Socket, gateway: Socket): void {
    const both = [client, gateway];
    for (const socket of both) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        for (const each of both) each.destroy();
      });
    }
    client.on('data', (chunk) => gateway.write(chunk));
    gateway.on('data', (chunk) => {
      if (!this.#cutAtAnswer) {
        client.write(chunk);
        return;
      }
      this.#cutAtAnswer = false;
      this.#cuts++;
      for (const each of both) each.destroy();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
