import { isDeepStrictEqual } from 'node:util';
import type { MethodTable, Revision, Target } from '../registry/index.ts';
import { Backend } from './backend.ts';
import type { Dice } from './dice.ts';
import type { EndpointSource } from './endpoint-source.ts';
import type { Engine } from './engine.ts';

/** A backend with the live revision that it serves by. */
interface Served {
  readonly backend: Backend;
  revision: Revision;
}

/** Opens the source of the endpoints that a registration names. */
export type OpenSource = (target: Target) => EndpointSource;

/** All backends in service, by name. They follow the method table. */
export class Backends {
  readonly #engine: Engine;
  readonly #openSource: OpenSource;
  readonly #dice: Dice;
  readonly #backends = new Map<string, Served>();

  constructor(engine: Engine, openSource: OpenSource, dice: Dice) {
    this.#dice = dice;
    this.#engine = engine;
    this.#openSource = openSource;
  }

  find(name: string): Backend | undefined {
    return this.#backends.get(name)?.backend;
  }

  *all(): IterableIterator<Backend> {
    for (const { backend } of this.#backends.values()) yield backend;
  }

  /** Serves what `table` says from now on. What it no longer has is closed once its calls have finished. */
  follow(table: MethodTable): void {
    const live = new Map(table.services().map(({ backend, revision }) => [backend, revision]));
    for (const [name, { backend }] of this.#backends) {
      if (live.has(name)) continue;
      this.#backends.delete(name);
      backend.close();
    }
    for (const [name, revision] of live) this.#serve(name, revision);
  }

  close(): void {
    for (const backend of this.all()) backend.close();
    this.#backends.clear();
  }

  #serve(name: string, revision: Revision): void {
    const served = this.#backends.get(name);
    if (served === undefined) {
      const backend = new Backend(name, revision.policy.traffic, this.#engine, this.#dice);
      this.#backends.set(name, { backend, revision });
      backend.useSource(this.#openSource(revision.target));
      return;
    }
    // With each change of any backend all of them come by here.
    if (served.revision === revision) return;
    const moved = !isDeepStrictEqual(served.revision.target, revision.target);
    served.revision = revision;
    served.backend.usePolicy(revision.policy.traffic);
    if (moved) served.backend.useSource(this.#openSource(revision.target));
  }
}
