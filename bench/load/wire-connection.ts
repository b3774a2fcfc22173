import { connect, type Socket } from 'node:net';
import { NO_METADATA } from '../../src/status/index.ts';
import {
  type AtTurnEnd,
  asViews,
  decodeFrame,
  ENCODING,
  type Frame,
  FrameReader,
  FrameWriter,
  PROTOCOL_VERSION,
  type Request,
} from '../../src/wire/index.ts';
import { ECHO, echoPayload } from '../echo-payload.ts';
import type { Answers, CallClient, LoadTarget } from './call-client.ts';
import type { Round } from './round.ts';

const MAX_FRAME_BYTES = 4 * 1024 * 1024;
const HELLO: Frame = {
  kind: 'hello',
  seq: 0,
  body: {
    protocol: PROTOCOL_VERSION,
    token: '',
    resume: null,
    client: 'trunkline-bench/1',
    heartbeatMs: 0,
    topics: [],
  },
};

/** One connection that speaks the wire protocol: as little between the socket and the counting as can be. */
export class WireConnection implements CallClient {
  readonly #socket: Socket;
  readonly #writer: FrameWriter;
  readonly #answers: Answers;
  readonly #welcomed: () => void;
  readonly #request: Request;

  private constructor(socket: Socket, request: Request, atTurnEnd: AtTurnEnd, answers: Answers, welcomed: () => void) {
    this.#socket = socket;
    this.#request = request;
    this.#answers = answers;
    this.#welcomed = welcomed;
    this.#writer = new FrameWriter(atTurnEnd, (bytes) => {
      socket.write(bytes);
      return false;
    });
    const reader = new FrameReader(
      MAX_FRAME_BYTES,
      asViews((body) => this.#arrived(decodeFrame(body))),
    );
    socket.setNoDelay(true);
    socket.on('data', (chunk) => reader.push(chunk));
    socket.on('error', (cause) => answers.ended(cause.message));
    socket.on('close', () => answers.ended('the connection was closed'));
    this.#writer.append(HELLO);
  }

  /** Resolves once the session is welcomed. */
  static open(
    { host, port, localAddress }: LoadTarget,
    round: Round,
    atTurnEnd: AtTurnEnd,
    answers: Answers,
  ): Promise<WireConnection> {
    const request: Request = {
      ...ECHO,
      timeoutMs: 0,
      metadata: NO_METADATA,
      encoding: round.encoding === 'json' ? ENCODING.JSON : ENCODING.PROTO,
      idempotent: false,
      payload: echoPayload(round.payloadBytes, round.encoding),
    };
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host, ...(localAddress === undefined ? {} : { localAddress }) });
      socket.once('error', reject);
      const connection: WireConnection = new WireConnection(socket, request, atTurnEnd, answers, () =>
        resolve(connection),
      );
    });
  }

  start(seq: number): void {
    this.#writer.append({ kind: 'request', seq, body: this.#request });
  }

  close(): void {
    this.#writer.append({
      kind: 'goAway',
      seq: 0,
      body: { code: 4000, reason: '', reconnect: false, retryAfterMs: 0 },
    });
    this.#writer.flush();
    this.#socket.removeAllListeners('close');
    this.#socket.end();
  }

  #arrived(frame: Frame): void {
    if (frame.kind === 'response') this.#answers.answered(frame.seq, frame.body.status === 0);
    else if (frame.kind === 'ping') this.#writer.append({ kind: 'pong', seq: frame.seq });
    else if (frame.kind === 'welcome') this.#welcomed();
    else if (frame.kind === 'goAway') this.#answers.ended(`${frame.body.code} ${frame.body.reason}`);
  }
}
