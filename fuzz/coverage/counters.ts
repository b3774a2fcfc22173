/** How many places of the code can be counted. */
export const COUNTER_SLOTS = 1 << 15;

/** How often each place was passed. Here, in a module of its own, because the instrumented modules import it. */
export const COUNTERS = new Uint32Array(COUNTER_SLOTS);
