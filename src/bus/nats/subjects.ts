import type { Interest, Target } from '../bus.ts';

/** The subjects of one company of gateways. Names go in base64url, which is legal in a subject whatever they hold. */
export class Subjects {
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  of(target: Target | Interest): string {
    switch (target.kind) {
      case 'session':
        return `${this.#prefix}.session.${encode(target.id)}`;
      case 'user':
        return `${this.#prefix}.user.${encode(target.user)}`;
      case 'topic':
        return `${this.#prefix}.topic.${encode(target.topic)}`;
      case 'everyone':
        return this.everyone;
    }
  }

  get everyone(): string {
    return `${this.#prefix}.everyone`;
  }

  /** Who is there says so here. */
  get members(): string {
    return `${this.#prefix}.members`;
  }

  /** All members answer what comes here. */
  get rollCall(): string {
    return `${this.#prefix}.roll`;
  }

  /** What all members are asked. */
  get questions(): string {
    return `${this.#prefix}.questions`;
  }

  /** What one tells all others. */
  get words(): string {
    return `${this.#prefix}.words`;
  }

  /** What is told to one of them. */
  wordsFor(gateway: string): string {
    return `${this.#prefix}.words.${gateway}`;
  }

  /** What becomes of sessions, for those who watch. */
  get events(): string {
    return `${this.#prefix}.events`;
  }

  /** Where one gateway gets answers. */
  answers(gateway: string): string {
    return `${this.#prefix}.answers.${gateway}`;
  }

  /** The stream of what is stored. */
  get stream(): string {
    return `${this.#prefix.replaceAll('.', '-')}-outbox`;
  }

  get allStored(): string {
    return `${this.#prefix}.stored.*`;
  }

  stored(user: string): string {
    return `${this.#prefix}.stored.${encode(user)}`;
  }

  /** What was stored, as it is stored. */
  live(user: string): string {
    return `${this.#prefix}.live.${encode(user)}`;
  }

  /** Where the stream sends what it has stored, in NATS' own words. */
  get republished(): string {
    return `${this.#prefix}.live.{{wildcard(1)}}`;
  }

  /** The user of a subject of `stored` or `live`. */
  static userOf(subject: string): string {
    return Buffer.from(subject.slice(subject.lastIndexOf('.') + 1), 'base64url').toString();
  }
}

function encode(name: string): string {
  return Buffer.from(name).toString('base64url');
}
