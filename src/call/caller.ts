import type { OpenCall, SeqLedger } from '../session/index.ts';
import type { Response } from '../wire/index.ts';

/** What a call needs of the session that it belongs to. */
export interface Caller {
  readonly calls: SeqLedger<OpenCall>;
  /** Answers an open call and closes its seq; false where it is not open any more. */
  respond(seq: number, response: Response): boolean;
  /** Answers a request that never became an open call. */
  refuse(seq: number, response: Response): void;
}
