/** Something that has a stream id. */
interface Numbered {
  readonly streamId: number;
}

const SLOTS = 1024;

/**
 * The open streams, by id. Client ids are odd and count up, so the place of most is their number modulo the slots; one
 * whose slot is taken by a long-lived stream goes to a Map.
 */
export class StreamTable<T extends Numbered> {
  readonly #slots: (T | null)[] = new Array<T | null>(SLOTS).fill(null);
  readonly #overflow = new Map<number, T>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  find(streamId: number): T | null {
    const stream = this.#slots[(streamId >>> 1) & (SLOTS - 1)] ?? null;
    if (stream !== null && stream.streamId === streamId) return stream;
    return this.#overflow.size === 0 ? null : (this.#overflow.get(streamId) ?? null);
  }

  add(stream: T): void {
    const slot = (stream.streamId >>> 1) & (SLOTS - 1);
    if (this.#slots[slot] === null) this.#slots[slot] = stream;
    else this.#overflow.set(stream.streamId, stream);
    this.#size++;
  }

  /** Removes a stream that is in the table. */
  remove(stream: T): void {
    const slot = (stream.streamId >>> 1) & (SLOTS - 1);
    if (this.#slots[slot] === stream) this.#slots[slot] = null;
    else this.#overflow.delete(stream.streamId);
    this.#size--;
  }

  /** All streams in the order of their ids. */
  all(): T[] {
    const streams = [...this.#overflow.values()];
    for (const stream of this.#slots) {
      if (stream !== null) streams.push(stream);
    }
    return streams.sort((a, b) => a.streamId - b.streamId);
  }
}
