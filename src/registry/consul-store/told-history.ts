import type { Clock } from '../../clock/index.ts';
import type { KvEntry } from '../../consul/index.ts';
import type { StoreContents, StoreListener } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { EMPTY_HEAD, type Head, type Position, positionOf, since } from './head.ts';
import type { HeadKey } from './head-key.ts';
import type { Pointers } from './pointers.ts';

/** How soon all pointers are read again where some could not be seen. They may be megabytes. */
const READ_AGAIN_MS = 60_000;

/**
 * How much of what happened in the registry the listener was told. What it does not know yet is read from the pointers
 * that the head names. Its methods reject with `ConsulError` and `StoreError`, and must not run side by side.
 */
export class ToldHistory {
  readonly #headKey: HeadKey;
  readonly #pointers: Pointers;
  /** Where all pointers are. */
  readonly #folder: string;
  readonly #clock: Clock;
  #listener: StoreListener | null = null;
  #position: Position | null = null;
  #tellings = 0;
  /** When fewer pointers were read than there are; null: all were. */
  #incompleteAtMs: number | null = null;

  constructor(headKey: HeadKey, pointers: Pointers, folder: string, clock: Clock) {
    this.#headKey = headKey;
    this.#pointers = pointers;
    this.#folder = folder;
    this.#clock = clock;
  }

  /** Up to where the listener was told; null before anything was read. */
  get position(): Position | null {
    return this.#position;
  }

  /** How often the listener was told of something: what was decided before the last time was decided by less. */
  get tellings(): number {
    return this.#tellings;
  }

  tellTo(listener: StoreListener): void {
    this.#listener = listener;
  }

  /** Reads all that there is, for who is to be told only of what comes after. */
  async readAll(): Promise<StoreContents> {
    const { head } = await this.#headKey.read();
    const entries = await this.#pointers.list();
    const { records, damaged } = await this.#pointers.records(entries);
    const hidden = this.#hidden(head, entries);
    this.#position = positionOf(head);
    this.#incompleteAtMs = hidden.length > 0 ? this.#clock.nowMs() : null;
    return { records, damaged: [...damaged, ...hidden] };
  }

  /** What leads to `position` is known to who was told all before it. */
  advance(position: Position): void {
    this.#position = position;
  }

  /**
   * Tells the listener what happened since the position. Whether there was anything. What cannot be seen is no news, and
   * keeps the position where it is: it rejects with `damaged`, and whoever calls tries again.
   */
  async catchUp(head: Head): Promise<boolean> {
    const past = since(head, this.#position ?? positionOf(EMPTY_HEAD));
    if (past.kind === 'diverged') return this.#settle();
    if (past.kind === 'changes') {
      const entries = await this.#pointers.find(past.names);
      await this.#tell(entries);
      const unseen = past.names.size - entries.length;
      if (unseen > 0) throw new StoreError('damaged', hiddenText(this.#folder, unseen, past.names.size));
      this.#position = positionOf(head);
    }
    const isDue = this.#incompleteAtMs !== null && this.#clock.nowMs() - this.#incompleteAtMs >= READ_AGAIN_MS;
    if (past.kind === 'unknown' || isDue) {
      const entries = await this.#pointers.list();
      await this.#tell(entries);
      this.#position = positionOf(head);
      this.#incompleteAtMs = this.#hidden(head, entries).length > 0 ? this.#clock.nowMs() : null;
    }
    if (this.#incompleteAtMs !== null) {
      throw new StoreError('damaged', `${this.#folder}: not all pointers are there, or the token may not see them`);
    }
    return past.kind !== 'nothing' || isDue;
  }

  async #tell(entries: readonly KvEntry[]): Promise<void> {
    const { records, damaged } = await this.#pointers.records(entries);
    this.#tellings++;
    this.#listener?.changed({ kind: 'changed', records });
    for (const record of damaged) this.#listener?.damaged(record);
  }

  /**
   * The head does not go on from what was told. Either what we saw was old, or the registry was taken back: a consistent
   * read tells. What is gone is believed to be gone only where the head agrees on how many backends there are.
   */
  async #settle(): Promise<boolean> {
    const { head, index } = await this.#headKey.read();
    const past = since(head, this.#position ?? positionOf(EMPTY_HEAD));
    if (past.kind !== 'diverged') return past.kind === 'nothing' ? false : this.catchUp(head);
    if (index === 0) throw new StoreError('damaged', `${this.#headKey.key} is gone`);
    const entries = await this.#pointers.list();
    const { records, damaged } = await this.#pointers.records(entries);
    const [unseen] = [...damaged, ...this.#hidden(head, entries)];
    if (unseen !== undefined) throw new StoreError('damaged', `the registry was taken back, but ${unseen.detail}`);
    this.#position = positionOf(head);
    this.#incompleteAtMs = null;
    this.#tellings++;
    this.#listener?.changed({ kind: 'replaced', records });
    return true;
  }

  #hidden({ backends }: Head, entries: readonly KvEntry[]): StoreContents['damaged'] {
    const unseen = backends - entries.length;
    if (unseen <= 0) return [];
    const name = this.#folder;
    return [{ name, detail: hiddenText(name, unseen, backends), servedVersion: null }];
  }
}

function hiddenText(folder: string, unseen: number, all: number): string {
  return `${folder}: ${unseen} of ${all} pointers are gone, or the token may not see them`;
}
