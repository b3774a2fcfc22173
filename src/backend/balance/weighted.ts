import type { Balancer } from '../balancer.ts';
import type { EndpointLane } from '../endpoint-lane.ts';
import type { InvokedStart } from '../invoked-start.ts';
import { leastBusy } from './least-busy.ts';

/** At random, each endpoint as often as its weight says: Vose's alias method, so a pick costs the same for any number. */
export class Weighted implements Balancer {
  readonly #random: () => number;
  #lanes: readonly EndpointLane[] = [];
  /** How much of each column is the lane's own; the rest is that of its alias. */
  #own = new Float64Array(0);
  #alias = new Uint32Array(0);

  constructor(random: () => number) {
    this.#random = random;
  }

  use(lanes: readonly EndpointLane[]): void {
    const count = lanes.length;
    const total = lanes.reduce((sum, { weight }) => sum + weight, 0);
    const own = Float64Array.from(lanes, ({ weight }) => (weight * count) / total);
    const alias = Uint32Array.from(lanes, (_, index) => index);
    const small = [...own.keys()].filter((index) => (own[index] ?? 0) < 1);
    const large = [...own.keys()].filter((index) => (own[index] ?? 0) >= 1);
    for (;;) {
      const giver = large.at(-1);
      const taker = giver === undefined ? undefined : small.pop();
      if (giver === undefined || taker === undefined) break;
      alias[taker] = giver;
      const left = (own[giver] ?? 0) + (own[taker] ?? 0) - 1;
      own[giver] = left;
      if (left < 1) small.push(large.pop() ?? giver);
    }
    // What rounding has left over is full.
    for (const index of [...small, ...large]) own[index] = 1;
    this.#lanes = lanes;
    this.#own = own;
    this.#alias = alias;
  }

  pick(_start: InvokedStart, tried: ReadonlySet<EndpointLane> | null): EndpointLane | null {
    if (tried !== null) return leastBusy(this.#lanes, tried);
    const drawn = this.#random() * this.#lanes.length;
    const column = Math.floor(drawn);
    const chosen = drawn - column < (this.#own[column] ?? 0) ? column : (this.#alias[column] ?? 0);
    return this.#lanes[chosen] ?? null;
  }
}
