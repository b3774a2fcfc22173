import type { Balancer } from '../balancer.ts';
import type { Dice } from '../dice.ts';
import type { EndpointLane } from '../endpoint-lane.ts';
import type { InvokedStart } from '../invoked-start.ts';
import { leastBusy } from './least-busy.ts';

/** A column in full. Whole numbers, for a fraction would be allocated. */
const WHOLE = 2 ** 30;

/** At random, each endpoint as often as its weight says: Vose's alias method, so a pick costs the same for any number. */
export class Weighted implements Balancer {
  readonly #dice: Dice;
  #lanes: readonly EndpointLane[] = [];
  /** How much of each column is the lane's own, of `WHOLE`; the rest is that of its alias. */
  #own = new Int32Array(0);
  #alias = new Uint32Array(0);

  constructor(dice: Dice) {
    this.#dice = dice;
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
    this.#own = Int32Array.from(own, (share) => Math.round(share * WHOLE));
    this.#alias = alias;
  }

  pick(_start: InvokedStart, tried: ReadonlySet<EndpointLane> | null): EndpointLane | null {
    if (tried !== null) return leastBusy(this.#lanes, tried);
    const count = this.#lanes.length;
    if (count === 0) return null;
    const column = this.#dice.below(count);
    const chosen = this.#dice.below(WHOLE) < (this.#own[column] ?? 0) ? column : (this.#alias[column] ?? 0);
    return this.#lanes[chosen] ?? null;
  }
}
