import { tcpTransport } from '../../src/client/tcp-transport.ts';
import type { Pipe, PipeReceiver, Transport } from '../../src/client/transport.ts';
import { asViews, decodeFrame, type Frame, FrameReader } from '../../src/wire/index.ts';

const MAX_FRAME_BYTES = 8 * 1024 * 1024;

/** One Request and its Response, as they went over the socket. */
export interface Exchange {
  readonly seq: number;
  readonly method: string;
  readonly sentAtMs: number;
  answeredAtMs: number;
}

/** A client's transport that looks at the frames on their way, and leaves them as they are. */
export class FrameTap {
  readonly transport: Transport;
  /** All calls, in the order in which they were sent. */
  readonly sent: Exchange[] = [];
  /** Those that were answered, in the order of the answers. */
  readonly answered: Exchange[] = [];
  readonly #open = new Map<number, Exchange>();

  constructor() {
    this.transport = { ...tcpTransport, open: (url, receiver) => this.#tap(url, receiver) };
  }

  #tap(url: URL, receiver: PipeReceiver): Pipe {
    const up = new FrameReader(
      MAX_FRAME_BYTES,
      asViews((body) => this.#sees(decodeFrame(body))),
    );
    const down = new FrameReader(
      MAX_FRAME_BYTES,
      asViews((body) => this.#sees(decodeFrame(body))),
    );
    const pipe = tcpTransport.open(url, {
      opened: () => receiver.opened(),
      drained: () => receiver.drained(),
      closed: (why) => receiver.closed(why),
      received: (chunk) => {
        down.push(chunk);
        receiver.received(chunk);
      },
    });
    return {
      write: (bytes) => {
        up.push(bytes);
        return pipe.write(bytes);
      },
      end: () => pipe.end(),
      destroy: () => pipe.destroy(),
    };
  }

  #sees(frame: Frame): void {
    const nowMs = performance.now();
    if (frame.kind === 'request') {
      const method = `${frame.body.service}/${frame.body.method}`;
      const exchange = { seq: frame.seq, method, sentAtMs: nowMs, answeredAtMs: 0 };
      this.sent.push(exchange);
      this.#open.set(frame.seq, exchange);
    } else if (frame.kind === 'response') {
      const exchange = this.#open.get(frame.seq);
      if (exchange === undefined) throw new Error(`an answer to seq ${frame.seq}, which was not asked`);
      this.#open.delete(frame.seq);
      exchange.answeredAtMs = nowMs;
      this.answered.push(exchange);
    }
  }
}
