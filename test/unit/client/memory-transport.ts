import type { Pipe, PipeReceiver, Transport } from '../../../src/client/transport.ts';
import { asViews, decodeFrame, encodeFrame, type Frame, FrameReader } from '../../../src/wire/index.ts';

/** A transport of its own, without sockets: turns of the event loop end, and pipes close, when the test says so. */
export class MemoryTransport implements Transport {
  readonly schemes = ['memory:'];
  readonly pipes: MemoryPipe[] = [];
  #tasks: (() => void)[] = [];

  readonly atTurnEnd = (task: () => void): void => {
    this.#tasks.push(task);
  };

  open(_: URL, receiver: PipeReceiver): Pipe {
    const pipe = new MemoryPipe(receiver);
    this.pipes.push(pipe);
    return pipe;
  }

  get last(): MemoryPipe | undefined {
    return this.pipes.at(-1);
  }

  endTurn(): void {
    for (let tasks = this.#tasks; tasks.length > 0; tasks = this.#tasks) {
      this.#tasks = [];
      for (const task of tasks) task();
    }
  }
}

/** One connection, with the gateway's side of it. */
export class MemoryPipe implements Pipe {
  readonly received: Frame[] = [];
  readonly #receiver: PipeReceiver;
  readonly #reader = new FrameReader(
    64 * 1024 * 1024,
    asViews((body) => this.received.push(decodeFrame(body))),
  );
  #over = false;

  constructor(receiver: PipeReceiver) {
    this.#receiver = receiver;
  }

  get isOver(): boolean {
    return this.#over;
  }

  write(bytes: Uint8Array): boolean {
    this.#reader.push(bytes);
    return true;
  }

  end(): void {}

  destroy(): void {
    this.#over = true;
  }

  accept(): void {
    this.#receiver.opened();
  }

  send(...frames: Frame[]): void {
    for (const frame of frames) if (!this.#over) this.#receiver.received(encodeFrame(frame));
  }

  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#receiver.closed('closed by the test');
  }
}
