import type { Socket } from 'node:net';

/** What a flow does with the bytes of its source. */
type Mode =
  | { readonly kind: 'open' }
  /** Nothing passes, as where the network loses everything. */
  | { readonly kind: 'held' }
  /** So many bytes pass at each tick. */
  | { readonly kind: 'slow'; readonly bytes: number; readonly timer: NodeJS.Timeout };

const TICK_MS = 50;
const OPEN: Mode = { kind: 'open' };

/** One direction of a connection through a proxy: bytes from `source` to `sink`, which can be held, slowed and cut. */
export class Flow {
  readonly #source: Socket;
  readonly #sink: Socket;
  #mode: Mode = OPEN;
  /** What was read and has not passed, while it is held or slow. */
  #waiting: Buffer[] = [];
  #ended = false;
  /** After so many more bytes the connection is cut; null: it is not. */
  #cut: { left: number; readonly then: () => void } | null = null;

  constructor(source: Socket, sink: Socket) {
    this.#source = source;
    this.#sink = sink;
    source.on('data', (chunk: Buffer) => this.#take(chunk));
    source.on('end', () => {
      this.#ended = true;
      this.#endIfDry();
    });
    sink.on('drain', () => this.#readOn());
  }

  get #isOpen(): boolean {
    return this.#mode.kind === 'open';
  }

  hold(): void {
    this.open();
    this.#mode = { kind: 'held' };
    this.#source.pause();
  }

  slow(bytesPerSecond: number): void {
    this.open();
    const bytes = Math.max(1, Math.floor((bytesPerSecond * TICK_MS) / 1000));
    this.#mode = { kind: 'slow', bytes, timer: setInterval(() => this.#trickle(bytes), TICK_MS) };
  }

  open(): void {
    if (this.#mode.kind === 'slow') clearInterval(this.#mode.timer);
    this.#mode = OPEN;
    for (const chunk of this.#waiting.splice(0)) this.#pass(chunk);
    this.#endIfDry();
    this.#readOn();
  }

  /** Lets so many more bytes pass, and calls `then` right behind the last one. */
  cutAfter(bytes: number, then: () => void): void {
    this.#cut = { left: bytes, then };
  }

  stop(): void {
    if (this.#mode.kind === 'slow') clearInterval(this.#mode.timer);
    this.#waiting = [];
  }

  #take(chunk: Buffer): void {
    if (this.#isOpen) this.#pass(chunk);
    else {
      this.#waiting.push(chunk);
      this.#source.pause();
    }
  }

  #trickle(bytes: number): void {
    const [first, ...rest] = this.#waiting;
    if (first === undefined) {
      this.#endIfDry();
      return;
    }
    this.#pass(first.subarray(0, bytes));
    this.#waiting = first.length > bytes ? [first.subarray(bytes), ...rest] : rest;
    this.#readOn();
  }

  #pass(chunk: Buffer): void {
    const cut = this.#cut;
    const part = cut === null ? chunk : chunk.subarray(0, cut.left);
    if (!this.#sink.destroyed && !this.#sink.write(part)) this.#source.pause();
    if (cut === null) return;
    cut.left -= part.length;
    if (cut.left > 0) return;
    this.#cut = null;
    cut.then();
  }

  #readOn(): void {
    const dry = this.#waiting.length === 0 && this.#mode.kind !== 'held';
    if (dry && !this.#sink.writableNeedDrain) this.#source.resume();
  }

  #endIfDry(): void {
    if (this.#ended && this.#waiting.length === 0 && this.#mode.kind !== 'held') this.#sink.end();
  }
}
