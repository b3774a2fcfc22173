import type { OpenCall, Replay, SeqLedger, StreamTurns } from '../session/index.ts';
import type { Frame, Response } from '../wire/index.ts';

/** What a call needs of the session that it belongs to. */
export interface Caller {
  /** Whose session it is. */
  readonly user: string;
  readonly calls: SeqLedger<OpenCall>;
  /** Answers an open call and closes its seq; false where it is not open any more. */
  respond(seq: number, response: Response): boolean;
  /** Sends a frame of an open call. */
  send(frame: Frame): void;
  /** Streaming calls that are open; they join by themselves. */
  readonly streams: StreamTurns;
  /** Whether the client's connection has as much to write as it should hold. */
  readonly blocked: boolean;
  /** What the client sent and backends have not taken has grown by `bytes`, or shrunk where that is negative. */
  hold(bytes: number): void;
  /** A stream sent beyond its credit. Throws WireError where that has happened before. */
  creditOverrun(): void;
  /** What is known of a request whose seq is taken: it may be sent again by a client that came back. Asking takes it. */
  takeReplay(seq: number): Replay;
  /** Answers a request that never became an open call. */
  refuse(seq: number, response: Response): void;
}
