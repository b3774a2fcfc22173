import type { ConsulAnswer } from './consul-answer.ts';

/** What a follower needs to know of an answer to judge it. */
export interface Content {
  /** The same for the same content, whatever the indexes say. */
  readonly fingerprint: string;
  /** What the rows are known by. */
  readonly names: ReadonlySet<string>;
}

/** What was accepted last. */
export interface Accepted extends Content {
  readonly index: number;
}

/**
 * What to make of an answer:
 * - `same`: it says what is known.
 * - `changed`: it is news. `restored`: the index went down for good, so Consul was restored or built anew.
 * - `doubted`: it may be old, or lack what we may not see. What is known stays, and a consistent read decides.
 * - `refused`: it cannot be believed at all. What is known stays.
 */
export type Verdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly restored: boolean }
  | { readonly kind: 'doubted'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

/** More rows than this share may not vanish on one read alone. */
const MOST_VANISHING = 0.5;

/**
 * Judges an answer against what was `accepted` last (null: nothing yet). `consistent`: it was a consistent read.
 * `doubted` is the fingerprint of a consistent read just before that was doubted.
 */
export function judge(
  answer: ConsulAnswer<Content>,
  accepted: Accepted | null,
  consistent: boolean,
  doubted: string | null,
): Verdict {
  const { value, index, knownLeader, filtered } = answer;
  if (filtered) return { kind: 'refused', why: 'the token may not see all of it' };
  if (!knownLeader) return { kind: 'refused', why: 'the server knows of no leader' };
  if (accepted === null) return { kind: 'changed', restored: false };
  // Another index with the same content is no news, and the same index with other content is.
  const wentDown = index !== null && index < accepted.index;
  if (wentDown && !consistent) return { kind: 'doubted', why: 'the index went down' };
  if (value.fingerprint === accepted.fingerprint) return { kind: 'same' };
  if (vanishing(value.names, accepted.names) > MOST_VANISHING && !(consistent && doubted === value.fingerprint)) {
    return { kind: 'doubted', why: 'most of it would vanish' };
  }
  return { kind: 'changed', restored: wentDown };
}

function vanishing(now: ReadonlySet<string>, before: ReadonlySet<string>): number {
  let gone = 0;
  for (const name of before) if (!now.has(name)) gone++;
  return before.size === 0 ? 0 : gone / before.size;
}

/** The index of the next query: Consul's rules for blocking queries. 0 asks for an answer at once. */
export function nextIndex(index: number | null, before: number): number {
  if (index === null || index < before) return 0;
  return Math.max(1, index);
}
