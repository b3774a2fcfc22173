import type { Split, TrafficPolicy } from '../registry/index.ts';
import { findValue, openBalancer } from './balance/open-balancer.ts';
import type { Balancer } from './balancer.ts';
import type { Dice } from './dice.ts';
import type { EndpointLane } from './endpoint-lane.ts';
import type { InvokedStart } from './invoked-start.ts';

/** A hundred percent, in thousandths of one. */
const PER_HUNDRED = 100_000;

/**
 * Chooses as a policy says: first whether the call is for the endpoints with the tag of its split, then among those. A
 * part that has no endpoint for a call leaves it to the other.
 */
export class SplitChoice implements Balancer {
  readonly #split: Split | null;
  readonly #dice: Dice;
  /** Endpoints with the tag. Not used where there is no split. */
  readonly #tagged: Balancer;
  readonly #others: Balancer;

  constructor({ balance, split }: TrafficPolicy, dice: Dice) {
    this.#split = split;
    this.#dice = dice;
    this.#tagged = openBalancer(balance, dice);
    this.#others = openBalancer(balance, dice);
  }

  use(lanes: readonly EndpointLane[]): void {
    const tag = this.#split?.tag;
    this.#tagged.use(tag === undefined ? [] : lanes.filter(({ tags }) => tags.includes(tag)));
    this.#others.use(tag === undefined ? lanes : lanes.filter(({ tags }) => !tags.includes(tag)));
  }

  pick(start: InvokedStart, tried: ReadonlySet<EndpointLane> | null): EndpointLane | null {
    const split = this.#split;
    if (split === null) return this.#others.pick(start, tried);
    const tagged = isMatch(split, start) || this.#dice.below(PER_HUNDRED) < split.percent * (PER_HUNDRED / 100);
    const first = tagged ? this.#tagged : this.#others;
    const second = tagged ? this.#others : this.#tagged;
    return first.pick(start, tried) ?? second.pick(start, tried);
  }
}

const isMatch = ({ match }: Split, { metadata }: InvokedStart): boolean =>
  match !== null && findValue(metadata, match.key) === match.value;
