/** What opening a seq came to. */
export type SeqAdmission = 'opened' | 'zero' | 'duplicate' | 'stale';

const FIRST_PLACES = 16;
const MAX_PLACES = 4096;
/** The table of who has nothing open: no seq is at home in it. */
const NO_TABLE: number[] = [-1];
const NO_ITEMS: undefined[] = [undefined];

/**
 * What is open, by seq. It stands twice on each session: once for the client's calls, once for the gateway's
 * notifications. A seq is used once: the highest one is remembered for the life of the session.
 *
 * Seqs count up, so the last digits of one are its place in a table that grows with what is open at once, and costs less
 * than a Map. One whose place is taken, by a call that outlasts many others, goes to a Map.
 */
export class SeqLedger<Item> {
  /** The seq at each place; 0: it is free. */
  #seqs = NO_TABLE;
  #items: (Item | undefined)[] = NO_ITEMS;
  /** What is open beside the table; null: nothing is. */
  #others: Map<number, Item> | null = null;
  #size = 0;
  #highest = 0;

  get size(): number {
    return this.#size;
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
    if (seq <= this.#highest) return this.find(seq) === undefined ? 'stale' : 'duplicate';
    this.#highest = seq;
    return 'opened';
  }

  /** Puts `item` under a seq that was admitted. */
  put(seq: number, item: Item): void {
    this.#size++;
    const place = seq & (this.#seqs.length - 1);
    if (this.#seqs[place] === 0) this.#set(place, seq, item);
    else this.#putElsewhere(seq, item);
  }

  find(seq: number): Item | undefined {
    const place = seq & (this.#seqs.length - 1);
    return this.#seqs[place] === seq ? this.#items[place] : this.#others?.get(seq);
  }

  /** What is open, by seq, in its order. */
  entries(): [number, Item][] {
    const open = [...(this.#others ?? [])];
    for (const [place, item] of this.#items.entries()) {
      if (item !== undefined) open.push([this.#seqs[place] ?? 0, item]);
    }
    return open.sort(([a], [b]) => a - b);
  }

  /** Removes what is open under `seq`; false where nothing is. */
  close(seq: number): boolean {
    const place = seq & (this.#seqs.length - 1);
    if (this.#seqs[place] === seq) {
      this.#seqs[place] = 0;
      this.#items[place] = undefined;
    } else if (this.#others?.delete(seq) !== true) return false;
    this.#size--;
    return true;
  }

  /** Removes all that is open, and returns it. */
  takeAll(): Item[] {
    const items = this.entries().map(([, item]) => item);
    this.#seqs = NO_TABLE;
    this.#items = NO_ITEMS;
    this.#others = null;
    this.#size = 0;
    return items;
  }

  #set(place: number, seq: number, item: Item): void {
    this.#seqs[place] = seq;
    this.#items[place] = item;
  }

  /** The place is taken. Whoever has little open gets no larger table, however far apart the seqs of it are. */
  #putElsewhere(seq: number, item: Item): void {
    if (this.#size * 2 > this.#seqs.length && this.#seqs.length < MAX_PLACES) {
      const open = this.entries();
      const places = Math.max(FIRST_PLACES, this.#seqs.length * 2);
      this.#seqs = new Array<number>(places).fill(0);
      this.#items = new Array<Item | undefined>(places).fill(undefined);
      this.#others = null;
      for (const [known, other] of open) this.#place(known, other);
    }
    this.#place(seq, item);
  }

  #place(seq: number, item: Item): void {
    const place = seq & (this.#seqs.length - 1);
    if (this.#seqs[place] === 0) this.#set(place, seq, item);
    else {
      this.#others ??= new Map();
      this.#others.set(seq, item);
    }
  }
}
