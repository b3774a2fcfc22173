import type { CpuTime } from '../cpu-time.ts';
import type { PayloadEncoding } from '../echo-payload.ts';

/** How many connections, and how many calls in flight on each. */
export interface Shape {
  readonly connections: number;
  readonly inFlight: number;
}

/** CONNECTIONSxIN_FLIGHT. */
export const shapeName = ({ connections, inFlight }: Shape): string => `${connections}x${inFlight}`;

/** One measurement. */
export interface Round {
  readonly shape: Shape;
  /** Load that is not counted, before the measurement. */
  readonly warmUpMs: number;
  readonly measureMs: number;
  /**
   * Null: closed loop, each answer is followed by the next call. A number: open loop, so many calls a second whatever
   * the answers do, and latency counts from when a call was due.
   */
  readonly callsPerSecond: number | null;
  readonly payloadBytes: number;
  readonly encoding: PayloadEncoding;
  /** The processes to charge. */
  readonly pids: readonly number[];
}

export interface RoundResult {
  /** Calls answered with OK while it was measured. */
  readonly calls: number;
  /** Calls answered with anything else. */
  readonly errors: number;
  readonly elapsedMs: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly maxUs: number;
  /** What the charged processes took. */
  readonly cpu: CpuTime;
}
