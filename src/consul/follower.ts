import type { Clock } from '../clock/index.ts';
import type { ConsulAnswer, ConsulRead } from './consul-answer.ts';
import { ConsulError } from './consul-error.ts';
import { type Accepted, type Content, judge, nextIndex } from './follow-verdict.ts';
import type { Outage } from './outage.ts';
import { pause } from './pause.ts';
import { RequestGate } from './request-gate.ts';

export interface FollowerOptions {
  /**
   * How long Consul may hold an answer back. Milliseconds. After the restore of a snapshot Consul waits for an index that
   * may be far away, so this is how long a restore may go unseen; so may a connection that died in silence.
   */
  readonly waitMs: number;
  /** Requests may follow each other at once `burst` times, then each takes so long. Milliseconds; 1,000 suits most. */
  readonly periodMs: number;
  readonly burst: number;
  /** The first pause after an error, which doubles with each one up to the longest; each is cut by up to a half at random. */
  readonly minPauseMs: number;
  /** Milliseconds; above 2,000 it takes longer than 5 s to be up to date after Consul is back. */
  readonly maxPauseMs: number;
  /** Whether any server may answer. What it says is then checked against the leader where it is in doubt. */
  readonly stale: boolean;
}

/** What suits most: within 5 s after Consul is back what is followed is up to date, and nobody asks more than once a second. */
export const FOLLOWER_DEFAULTS: FollowerOptions = {
  waitMs: 30_000,
  periodMs: 1000,
  burst: 2,
  minPauseMs: 500,
  maxPauseMs: 2000,
  stale: true,
};

/** How long Consul is not trusted to wait for a change after it cut a query off: longer than a restore takes. */
const RESTORE_MS = 5000;

/** What is followed. */
export interface Followed<T> {
  /** Asks Consul, in the way that it is told to. Rejects with `ConsulError`. */
  ask(read: ConsulRead): Promise<ConsulAnswer<T>>;
  /** What the answer holds, to be told apart from another. */
  contentOf(value: T): Content;
  /**
   * There is news. `restored`: indexes went down, as after the restore of a snapshot: what was known may be newer than
   * what is true. It is awaited before Consul is asked again; where it rejects with `ConsulError`, the news counts as not
   * taken and is told again after a pause.
   */
  changed(value: T, restored: boolean): Promise<void> | void;
  /** The state changed its kind, or its cause. */
  stateChanged(state: FollowerState): void;
}

/** Whether what is known is what Consul says now. Times are monotonic. */
export type FollowerState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'current' }
  | { readonly kind: 'stale'; readonly sinceMs: number; readonly why: string };

export interface FollowerParts {
  readonly clock: Clock;
  /** Shared by all who follow something in one Consul. */
  readonly outage: Outage;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/**
 * Follows something in Consul by blocking queries, until closed. What is known stays whatever goes wrong: an error, a
 * server that is behind or knows of no leader, rows that the token may not see. Nothing that is told twice is news twice.
 * It asks at most once in `periodMs` but for the burst, and in its turn while Consul is away; and never ends by itself.
 */
export class Follower<T> {
  readonly #options: FollowerOptions;
  readonly #parts: FollowerParts;
  readonly #followed: Followed<T>;
  readonly #gate: RequestGate;
  readonly #closed = new AbortController();
  #pending = new AbortController();
  #state: FollowerState = { kind: 'starting' };
  #accepted: Accepted | null = null;
  #doubted: string | null = null;
  #confirmedAtMs: number;
  #index = 0;
  #consistent = false;
  #cutOffAtMs = Number.NEGATIVE_INFINITY;
  #refreshed = false;
  #failures = 0;
  #run: Promise<void> | null = null;

  constructor(options: FollowerOptions, parts: FollowerParts, followed: Followed<T>) {
    this.#options = options;
    this.#parts = parts;
    this.#followed = followed;
    this.#gate = new RequestGate(options.periodMs, options.burst);
    this.#confirmedAtMs = parts.clock.nowMs();
  }

  get state(): FollowerState {
    return this.#state;
  }

  /** When Consul last confirmed what is known; before that, when the follower was made. Monotonic. */
  get confirmedAtMs(): number {
    return this.#confirmedAtMs;
  }

  /** Begins to ask. */
  start(): void {
    this.#run ??= this.#follow();
  }

  /** Gives up the pending query, and asks anew as soon as the rate allows: for who knows that there is something new. */
  refresh(): void {
    this.#refreshed = true;
    this.#pending.abort();
  }

  /** Stops asking. Nothing is told any more once it resolves. */
  async close(): Promise<void> {
    this.#closed.abort();
    this.#pending.abort();
    await this.#run;
  }

  async #follow(): Promise<void> {
    const { clock } = this.#parts;
    while (!this.#closed.signal.aborted) {
      await pause(clock, this.#gate.take(clock.nowMs()), this.#closed.signal);
      if (this.#failures > 0) await this.#parts.outage.turn(this.#closed.signal);
      if (this.#closed.signal.aborted) return;
      try {
        await this.#once();
      } catch (error) {
        if (this.#closed.signal.aborted) return;
        if (!(error instanceof ConsulError)) throw error;
        if (error.fault === 'closed') continue;
        await this.#failed(error.message);
      }
    }
  }

  async #once(): Promise<void> {
    this.#pending = new AbortController();
    const { clock } = this.#parts;
    if (this.#refreshed) this.#index = 0;
    this.#refreshed = false;
    const [consistent, asked, askedAtMs] = [this.#consistent, this.#index, clock.nowMs()];
    const answer = await this.#followed.ask({
      consistency: consistent ? 'consistent' : this.#options.stale ? 'stale' : 'default',
      index: asked,
      waitMs: this.#options.waitMs,
      signal: this.#pending.signal,
    });
    if (this.#closed.signal.aborted) return;
    const content = this.#followed.contentOf(answer.value);
    const verdict = judge({ ...answer, value: content }, this.#accepted, consistent, this.#doubted);
    this.#doubted = verdict.kind === 'doubted' && consistent ? content.fingerprint : null;
    if (verdict.kind === 'refused') return this.#failed(verdict.why);
    if (verdict.kind === 'doubted') {
      // The next read is consistent and answers at once: it settles the doubt, however the indexes stand.
      this.#consistent = true;
      this.#index = 0;
      return this.#setState(this.#stale(verdict.why));
    }
    if (verdict.kind === 'changed') await this.#followed.changed(answer.value, verdict.restored);
    this.#index = nextIndex(answer.index, this.#accepted === null || consistent ? 0 : this.#accepted.index);
    // A query that ends early and empty-handed was cut off by a restore, which is still at work: a query that waits
    // would wait on what is there before, or for an index that is far away on what is there after.
    const nowMs = clock.nowMs();
    if (asked > 0 && answer.index === asked && nowMs - askedAtMs < this.#options.waitMs) this.#cutOffAtMs = nowMs;
    if (nowMs - this.#cutOffAtMs < RESTORE_MS) this.#index = 0;
    this.#accepted = { fingerprint: content.fingerprint, names: content.names, index: answer.index ?? 0 };
    this.#confirmedAtMs = nowMs;
    this.#consistent = false;
    this.#failures = 0;
    this.#parts.outage.answered();
    this.#setState({ kind: 'current' });
  }

  /** What is known stays. The next query answers at once, so that it is soon seen that Consul is back. */
  async #failed(why: string): Promise<void> {
    const { minPauseMs, maxPauseMs } = this.#options;
    this.#setState(this.#stale(why));
    this.#parts.outage.failed();
    this.#index = 0;
    const longest = Math.min(maxPauseMs, minPauseMs * 2 ** Math.min(this.#failures, 30));
    this.#failures++;
    await pause(this.#parts.clock, longest * (1 - this.#parts.random() / 2), this.#closed.signal);
  }

  #stale(why: string): FollowerState {
    const sinceMs = this.#state.kind === 'stale' ? this.#state.sinceMs : this.#parts.clock.nowMs();
    return { kind: 'stale', sinceMs, why };
  }

  #setState(state: FollowerState): void {
    const before = this.#state;
    this.#state = state;
    const same =
      before.kind === state.kind && !(before.kind === 'stale' && state.kind === 'stale' && before.why !== state.why);
    if (!same) this.#followed.stateChanged(state);
  }
}
