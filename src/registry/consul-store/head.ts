import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** How many changes the head tells of. Who has missed more reads all pointers. With the longest names it is 20 KB. */
const RECENT = 256;

const CHANGE = z.object({
  /** The backend. */
  name: z.string(),
  version: z.int().positive(),
  /** Random: tells one history from another that has as many changes. */
  id: z.string(),
});

const HEAD = z.object({
  format: z.literal(1),
  /** Grows by one with each change. */
  sequence: z.int().nonnegative(),
  /** How many pointers there are: who sees fewer may not see all. */
  backends: z.int().nonnegative(),
  /** Random, where a write was fenced off: whose answer was lost can no longer happen once the head is another. */
  fence: z.string(),
  /** The changes up to `sequence`, the oldest first. */
  recent: z.array(CHANGE).max(RECENT),
});

/** What was changed last in a registry: the one key that all gateways follow, and that each change writes. */
export type Head = z.output<typeof HEAD>;

/** How far somebody has read: the change that was last, and its id. */
export interface Position {
  readonly sequence: number;
  readonly id: string;
}

export const EMPTY_HEAD: Head = { format: 1, sequence: 0, backends: 0, fence: '', recent: [] };

export function encodeHead(head: Head): Uint8Array {
  return Buffer.from(JSON.stringify(head));
}

/** Null where the bytes are no head. */
export function decodeHead(bytes: Uint8Array): Head | null {
  try {
    const parsed = HEAD.safeParse(JSON.parse(Buffer.from(bytes).toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function positionOf(head: Head): Position {
  return { sequence: head.sequence, id: head.recent.at(-1)?.id ?? '' };
}

/** The head after one more change. `isNew`: the backend had no pointer before. */
export function withChange(head: Head, name: string, version: number, isNew: boolean): Head {
  const change = { name, version, id: random() };
  return {
    format: 1,
    sequence: head.sequence + 1,
    backends: head.backends + (isNew ? 1 : 0),
    fence: head.fence,
    recent: [...head.recent, change].slice(-RECENT),
  };
}

/** The same head, under another modify index. */
export function fenced(head: Head): Head {
  return { ...head, fence: random() };
}

const random = (): string => randomBytes(4).toString('hex');

/**
 * What happened since `position`:
 * - `nothing`;
 * - `changes` of these backends;
 * - `unknown`: too much for the head to tell;
 * - `diverged`: what was read then is no part of this history. The registry was taken back, or made anew.
 */
export type Since =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'changes'; readonly names: ReadonlySet<string> }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'diverged' };

export function since(head: Head, position: Position): Since {
  const missed = head.sequence - position.sequence;
  if (missed < 0) return { kind: 'diverged' };
  const known = head.recent.at(-1 - missed);
  if (missed >= head.recent.length) {
    // The change that was read last is out of sight, or there was none yet.
    return position.sequence === 0 ? sinceTheStart(head, missed) : { kind: 'unknown' };
  }
  if (known?.id !== position.id) return { kind: 'diverged' };
  if (missed === 0) return { kind: 'nothing' };
  return { kind: 'changes', names: new Set(head.recent.slice(-missed).map(({ name }) => name)) };
}

function sinceTheStart(head: Head, missed: number): Since {
  if (missed === 0) return { kind: 'nothing' };
  if (missed > head.recent.length) return { kind: 'unknown' };
  return { kind: 'changes', names: new Set(head.recent.map(({ name }) => name)) };
}
