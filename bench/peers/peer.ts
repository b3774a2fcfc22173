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
  /** Where its clients connect, as host:port, where others than its own load need that. */
  readonly address?: string;
  /** Rounds run one at a time. */
  run(round: Round): Promise<RoundResult>;
}
