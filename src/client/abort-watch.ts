/** Stops a watch. Calling it again does nothing. */
export type StopWatch = () => void;

/**
 * Watches AbortSignals for calls, with one listener for each signal however many calls share it: Node warns of a leak
 * at the eleventh listener. A signal that no call watches any more is let go.
 */
export class AbortWatch {
  readonly #watched = new Map<AbortSignal, { readonly runs: Set<() => void>; readonly listener: () => void }>();

  /** How many signals are watched. */
  get size(): number {
    return this.#watched.size;
  }

  /** Runs `aborted` once when `signal` is aborted, unless stopped. */
  watch(signal: AbortSignal, aborted: () => void): StopWatch {
    const { runs } = this.#watched.get(signal) ?? this.#listen(signal);
    runs.add(aborted);
    return () => {
      if (runs.delete(aborted) && runs.size === 0) this.#letGo(signal);
    };
  }

  #listen(signal: AbortSignal) {
    const runs = new Set<() => void>();
    const listener = () => {
      this.#letGo(signal);
      for (const run of runs) run();
    };
    signal.addEventListener('abort', listener);
    const entry = { runs, listener };
    this.#watched.set(signal, entry);
    return entry;
  }

  #letGo(signal: AbortSignal): void {
    const entry = this.#watched.get(signal);
    if (entry === undefined) return;
    this.#watched.delete(signal);
    signal.removeEventListener('abort', entry.listener);
  }
}
