/** What opening a seq came to. */
export type SeqAdmission = 'opened' | 'zero' | 'duplicate' | 'stale';

/**
 * What is open, by seq. It stands twice on each session: once for the client's calls, once for the gateway's
 * notifications. A seq is used once: the highest one is remembered for the life of the session.
 */
export class SeqLedger<Item> {
  readonly #open = new Map<number, Item>();
  #highest = 0;

  get size(): number {
    return this.#open.size;
  }

  /** The highest seq that was ever admitted; 0: none. */
  get highest(): number {
    return this.#highest;
  }

  /** Goes on where another gateway left off. */
  continueFrom(highest: number): void {
    this.#highest = highest;
  }

  /** Whether `seq` may open something, and marks it used if so. */
  admit(seq: number): SeqAdmission {
    if (seq === 0) return 'zero';
    if (seq <= this.#highest) return this.#open.has(seq) ? 'duplicate' : 'stale';
    this.#highest = seq;
    return 'opened';
  }

  /** Puts `item` under a seq that was admitted. */
  put(seq: number, item: Item): void {
    this.#open.set(seq, item);
  }

  find(seq: number): Item | undefined {
    return this.#open.get(seq);
  }

  /** What is open, by seq. */
  entries(): IterableIterator<[number, Item]> {
    return this.#open.entries();
  }

  /** Removes what is open under `seq`; false where nothing is. */
  close(seq: number): boolean {
    return this.#open.delete(seq);
  }

  /** Removes all that is open, and returns it. */
  takeAll(): Item[] {
    const items = [...this.#open.values()];
    this.#open.clear();
    return items;
  }
}
