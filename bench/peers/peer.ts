import type { Round, RoundResult } from '../load/round.ts';

/** Something that carries a unary call from a client to a gRPC backend, and that can be measured. One file each. */
export interface Peer {
  readonly name: string;
  /** Starts it before the gRPC backend that listens at `backend` (host:port). */
  start(backend: string): Promise<Subject>;
}

/** A peer that runs, with the load that fits its protocol. */
export interface Subject extends AsyncDisposable {
  /** What it runs on: these alone are charged for CPU. */
  readonly pids: readonly number[];
  /** Rounds run one at a time. */
  run(round: Round): Promise<RoundResult>;
}
