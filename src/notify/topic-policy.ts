const MAX_LENGTH = 200;
const LEGAL = /^[A-Za-z0-9_@:/-]+(\.[A-Za-z0-9_@:/-]+)*$/;
const USER = '{user}';

/**
 * Who may subscribe to what: patterns with commas between them, such as `prices.*,user.{user}.*`. `*` stands for whatever
 * follows, `{user}` for the name of who subscribes.
 */
export class TopicPolicy {
  readonly #patterns: readonly string[];

  constructor(patterns: string) {
    this.#patterns = patterns.split(',').map((pattern) => pattern.trim());
  }

  allows(topic: string, user: string): boolean {
    return this.#patterns.some((pattern) => {
      const text = pattern.replaceAll(USER, user);
      return text.endsWith('*') ? topic.startsWith(text.slice(0, -1)) : topic === text;
    });
  }
}

/** Words with dots between them. */
export function isTopic(topic: string): boolean {
  return topic.length <= MAX_LENGTH && LEGAL.test(topic);
}
