import type { Socket } from 'node:net';
import type { Transport } from './transport.ts';

/**
 * How much the socket is given at once. It says what it has sent only when a whole write is done, and joins those that
 * wait: in writes of this size a peer that reads slowly is seen to read.
 */
const PORTION_BYTES = 256 * 1024;

/** A TCP socket that carries a connection. */
export class TcpTransport implements Transport {
  readonly #socket: Socket;
  readonly source: string;
  readonly remoteAddress: string;
  /** What the socket has not been given yet, from `#next` on. */
  #waiting: Uint8Array[] = [];
  #next = 0;
  #waitingBytes = 0;
  #ending = false;
  /** Whether nothing waited after the last write. */
  #idle = true;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.source = socket.remoteAddress ?? 'unknown';
    this.remoteAddress = `${this.source.includes(':') ? `[${this.source}]` : this.source}:${socket.remotePort ?? 0}`;
  }

  get bufferedBytes(): number {
    return this.#waitingBytes + this.#socket.writableLength;
  }

  write(bytes: Uint8Array): number {
    if (this.#idle && bytes.length <= PORTION_BYTES && !this.#ending) this.#socket.write(bytes);
    else this.writePieces([bytes]);
    const buffered = this.bufferedBytes;
    this.#idle = buffered === 0;
    return buffered;
  }

  writePieces(pieces: readonly Uint8Array[]): void {
    if (!this.#socket.writable) return;
    this.#idle = false;
    for (const piece of pieces) {
      this.#waiting.push(piece);
      this.#waitingBytes += piece.length;
    }
    this.#giveMore();
  }

  /** The socket has sent what it was given. Returns whether that was all. */
  socketDrained(): boolean {
    this.#giveMore();
    return this.#waitingBytes === 0 && !this.#socket.writableNeedDrain;
  }

  end(): void {
    this.#ending = true;
    if (this.#waitingBytes === 0) this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  pauseReading(): void {
    this.#socket.pause();
  }

  resumeReading(): void {
    this.#socket.resume();
  }

  /** Until a portion waits in the socket, which then tells of its end. What the system takes at once does not wait. */
  #giveMore(): void {
    while (this.#waitingBytes > 0) {
      let room = PORTION_BYTES - this.#socket.writableLength;
      if (room <= 0) return;
      this.#socket.cork();
      while (room > 0 && this.#waitingBytes > 0) room -= this.#giveOne(room);
      this.#socket.uncork();
    }
    this.#waiting = [];
    this.#next = 0;
    if (this.#ending) this.#socket.end();
  }

  /** Gives the socket the next piece, or as much of it as there is room for. Returns how much that was. */
  #giveOne(room: number): number {
    const first = this.#waiting[this.#next];
    if (first === undefined) throw new Error('less waits than was counted');
    const portion = first.length <= room ? first : first.subarray(0, room);
    if (portion === first) this.#next++;
    else this.#waiting[this.#next] = first.subarray(room);
    this.#waitingBytes -= portion.length;
    this.#socket.write(portion);
    return portion.length;
  }
}
