/** How an input is made of units, each a header that says how long its body is, so that mutations can keep it whole. */
export interface Framing {
  /** The unit that begins at `at`; null where none does, or it is not whole. */
  unitAt(bytes: Uint8Array, at: number): Unit | null;
  /** `header`, changed to announce a body of so many bytes. */
  headerFor(header: Uint8Array, bodyBytes: number): Uint8Array;
}

export interface Unit {
  readonly start: number;
  readonly bodyAt: number;
  readonly end: number;
}

/** What is fuzzed: code that reads bytes of a peer, and what must be true of it whatever they are. */
export interface Target {
  readonly name: string;
  readonly maxInputBytes: number;
  /** Inputs to begin with, one of each kind that is legal. */
  readonly seeds: readonly Uint8Array[];
  /** Pieces of bytes that mean something to the code. */
  readonly dictionary: readonly Uint8Array[];
  readonly framing: Framing;
  /** Where the first unit begins. */
  readonly firstUnitAt: number;
  /**
   * Reads one input, and throws where a promise is broken. It depends on nothing but the input. An error that the code
   * documents for bad input is caught here, and is no failure.
   */
  run(input: Uint8Array): void;
}

/** All units of an input, until one is not whole. */
export function unitsOf(target: Target, input: Uint8Array): Unit[] {
  const units: Unit[] = [];
  for (let at = target.firstUnitAt; at < input.length; ) {
    const unit = target.framing.unitAt(input, at);
    if (unit === null) break;
    units.push(unit);
    at = unit.end;
  }
  return units;
}
