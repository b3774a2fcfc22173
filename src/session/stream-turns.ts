/** A stream whose backend can be kept from sending. */
export interface HeldStream {
  /** Nothing more is to come. */
  holdBackend(): void;
  /** There is room in the connection again. */
  goOn(): void;
}

/**
 * The open streams of a session, and the order in which they go on: where backends have more than the client reads, each
 * stream has its turn. What one connection holds is bounded by this, however many streams there are (FAULTS T1).
 */
export class StreamTurns {
  #order = new Set<HeldStream>();
  #waiting = false;

  get size(): number {
    return this.#order.size;
  }

  join(stream: HeldStream): void {
    this.#order.add(stream);
  }

  leave(stream: HeldStream): void {
    this.#order.delete(stream);
  }

  /** Has all go on once there is room. */
  wait(): void {
    this.#waiting = true;
  }

  /** `last` has filled the connection: all are held back, and the one behind it goes on first. */
  hold(last: HeldStream): void {
    const order = [...this.#order];
    const next = order.indexOf(last) + 1;
    this.#order = new Set([...order.slice(next), ...order.slice(0, next)]);
    for (const stream of this.#order) stream.holdBackend();
    this.#waiting = true;
  }

  /** There is room in the connection. */
  goOn(): void {
    if (!this.#waiting) return;
    this.#waiting = false;
    for (const stream of [...this.#order]) stream.goOn();
  }
}
