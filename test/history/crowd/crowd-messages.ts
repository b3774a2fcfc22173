import type { HistoryEvent } from '../event.ts';

/** A program that is to run: a client with its user. */
export interface MemberPlan {
  readonly client: string;
  readonly user: string;
  readonly topics: readonly string[];
}

/** What the process of the clients is told. */
export type CrowdOrder =
  | {
      readonly kind: 'join';
      readonly url: string;
      readonly members: readonly MemberPlan[];
      readonly heartbeatMs: number;
    }
  /** The program ends, and starts again under another name. */
  | {
      readonly kind: 'replace';
      readonly url: string;
      readonly client: string;
      readonly by: MemberPlan;
      readonly heartbeatMs: number;
    }
  /** Calls from now on, so many in a second in all. */
  | { readonly kind: 'call'; readonly perSecond: number; readonly seed: number }
  /** No more calls: answered with `done` once all have their outcome. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'leave' };

/** What it says. `done`: of an order. */
export type CrowdReport =
  | { readonly kind: 'happened'; readonly events: readonly HistoryEvent[] }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly why: string };
