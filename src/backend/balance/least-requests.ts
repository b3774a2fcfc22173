import type { Balancer } from '../balancer.ts';
import type { Dice } from '../dice.ts';
import type { EndpointLane } from '../endpoint-lane.ts';
import type { InvokedStart } from '../invoked-start.ts';
import { leastBusy, noBusier } from './least-busy.ts';

/**
 * The less busy of two endpoints drawn at random (Mitzenmacher, "The Power of Two Choices", 2001): nearly as good as the
 * least busy of all, and gateways that know nothing of each other do not all run to the same one.
 */
export class LeastRequests implements Balancer {
  readonly #dice: Dice;
  #lanes: readonly EndpointLane[] = [];

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  use(lanes: readonly EndpointLane[]): void {
    this.#lanes = lanes;
  }

  pick(_start: InvokedStart, tried: ReadonlySet<EndpointLane> | null): EndpointLane | null {
    const lanes = this.#lanes;
    const count = lanes.length;
    if (count < 2 || tried !== null) return leastBusy(lanes, tried);
    const first = this.#dice.below(count);
    let second = this.#dice.below(count - 1);
    if (second >= first) second++;
    const a = lanes[first];
    const b = lanes[second];
    return a !== undefined && b !== undefined && noBusier(a, b) ? a : (b ?? null);
  }
}
