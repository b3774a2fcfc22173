import type { Socket } from 'node:net';
import { Flow } from './flow.ts';

/** A connection through a proxy, with what can go wrong with it. */
export class ProxiedConnection {
  readonly #near: Socket;
  readonly #far: Socket;
  readonly #toServer: Flow;
  readonly #toClient: Flow;
  #held = false;
  #closed = false;
  readonly #onClosed: () => void;

  /** `near` is the client's socket, `far` the server's. `onClosed` is called once both are gone. */
  constructor(near: Socket, far: Socket, onClosed: () => void) {
    this.#near = near;
    this.#far = far;
    this.#onClosed = onClosed;
    this.#toServer = new Flow(near, far);
    this.#toClient = new Flow(far, near);
    for (const socket of [near, far]) {
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#closed = true;
        if (!this.#held) this.destroy();
      });
    }
  }

  /** Nothing passes either way, not even that one side has gone, until `release`. */
  hold(): void {
    this.#held = true;
    this.#toServer.hold();
    this.#toClient.hold();
  }

  /** The client gets nothing, as one that does not read; what it sends passes. */
  stall(): void {
    this.#toClient.hold();
  }

  slow(bytesPerSecond: number): void {
    this.#toClient.slow(bytesPerSecond);
  }

  release(): void {
    this.#held = false;
    if (this.#closed) {
      this.destroy();
      return;
    }
    this.#toServer.open();
    this.#toClient.open();
  }

  /** Cuts it, in both directions at once, right behind the next `bytes` bytes of one of them. */
  cutAfter(bytes: number, direction: 'to server' | 'to client', how: 'reset' | 'close'): void {
    const flow = direction === 'to server' ? this.#toServer : this.#toClient;
    flow.cutAfter(bytes, () => this.#cut(how));
  }

  destroy(): void {
    this.#toServer.stop();
    this.#toClient.stop();
    this.#near.destroy();
    this.#far.destroy();
    this.#onClosed();
  }

  #cut(how: 'reset' | 'close'): void {
    if (how === 'close') {
      // What was passed on before the cut still arrives.
      this.#near.end(() => this.destroy());
      this.#far.end(() => this.destroy());
      return;
    }
    this.#near.resetAndDestroy();
    this.#far.resetAndDestroy();
  }
}
