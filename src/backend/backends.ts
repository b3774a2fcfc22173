import type { MethodTable } from '../registry/index.ts';
import { Backend } from './backend.ts';
import type { Engine } from './engine.ts';

/** All backends in service, by name. They follow the method table. */
export class Backends {
  readonly #engine: Engine;
  readonly #backends = new Map<string, Backend>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  find(name: string): Backend | undefined {
    return this.#backends.get(name);
  }

  all(): IterableIterator<Backend> {
    return this.#backends.values();
  }

  /** Serves what `table` says from now on. What it no longer has is closed once its calls have finished. */
  follow(table: MethodTable): void {
    const live = new Map(table.services().map(({ backend, revision }) => [backend, revision.target.endpoints]));
    for (const [name, backend] of this.#backends) {
      if (live.has(name)) continue;
      this.#backends.delete(name);
      backend.close();
    }
    for (const [name, endpoints] of live) this.#get(name).useEndpoints(endpoints);
  }

  close(): void {
    for (const backend of this.#backends.values()) backend.close();
    this.#backends.clear();
  }

  #get(name: string): Backend {
    const known = this.#backends.get(name);
    if (known !== undefined) return known;
    const made = new Backend(name, this.#engine);
    this.#backends.set(name, made);
    return made;
  }
}
