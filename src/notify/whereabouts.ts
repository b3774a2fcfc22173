import type { Bus, UserSession } from '../bus/index.ts';

/** Where sessions of a user are, over all gateways. Who asks the same while a question is out shares its answer. */
export class Whereabouts {
  readonly #bus: Bus;
  readonly #asked = new Map<string, Promise<readonly UserSession[]>>();

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  /** The newest session of `user` at each gateway, and the one with this id where a gateway has it. */
  of(user: string, id: string): Promise<readonly UserSession[]> {
    const key = `${id} ${user}`;
    const known = this.#asked.get(key);
    if (known !== undefined) return known;
    const asking = this.#ask(user, id).finally(() => {
      if (this.#asked.get(key) === asking) this.#asked.delete(key);
    });
    this.#asked.set(key, asking);
    return asking;
  }

  /** Something changed: what was asked before does not answer for it. */
  changed(): void {
    this.#asked.clear();
  }

  async #ask(user: string, id: string): Promise<readonly UserSession[]> {
    const answers = await this.#bus.ask({ kind: 'sessions-of', user, id });
    return answers.flatMap((answer) => (answer.kind === 'sessions-of' ? answer.sessions : []));
  }
}
