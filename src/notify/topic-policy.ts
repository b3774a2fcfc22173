const MAX_LENGTH = 200;
const WORD = '[A-Za-z0-9_@:/-]+';
const ONE_WORD = new RegExp(`^${WORD}$`);
const LEGAL = new RegExp(`^${WORD}(\\.${WORD})*$`);
const USER = '{user}';

interface Pattern {
  readonly words: readonly string[];
  /** The last of the words ends with `*`: whatever follows will do. */
  readonly isOpen: boolean;
  readonly namesUser: boolean;
}

/**
 * Who may subscribe to what: patterns with commas between them, such as `prices.*,user.{user}.*`. `*` at the end stands for
 * whatever follows, the word `{user}` for the name of who subscribes. A name that is not one word has nothing by it: `a.b`
 * would have topics of `a`, and `a` of `a.b`. For the same reason `{user}` is only looked for as a word of its own.
 */
export class TopicPolicy {
  readonly #patterns: readonly Pattern[];

  constructor(patterns: string) {
    this.#patterns = patterns.split(',').map((pattern) => parsePattern(pattern.trim()));
  }

  allows(topic: string, user: string): boolean {
    return this.#patterns.some(({ words, isOpen, namesUser }) => {
      if (namesUser && !ONE_WORD.test(user)) return false;
      const text = words.map((word) => (word === USER ? user : word)).join('.');
      return isOpen ? topic.startsWith(text.slice(0, -1)) : topic === text;
    });
  }
}

function parsePattern(text: string): Pattern {
  const words = text.split('.');
  return { words, isOpen: text.endsWith('*'), namesUser: words.includes(USER) };
}

/** Whether all of them could be of some use: words of a topic and `{user}`, and `*` at the end alone. */
export function areTopicPatterns(patterns: string): boolean {
  return patterns.split(',').every((pattern) => {
    const text = pattern.trim();
    if (!text.endsWith('*')) return arePatternWords(text.split('.'));
    const words = text.slice(0, -1).split('.');
    // What a topic begins with may end within a word, or behind a dot.
    return arePatternWords(words.at(-1) === '' ? words.slice(0, -1) : words);
  });
}

function arePatternWords(words: readonly string[]): boolean {
  return words.every((word) => word === USER || ONE_WORD.test(word));
}

/** Words with dots between them. */
export function isTopic(topic: string): boolean {
  return topic.length <= MAX_LENGTH && LEGAL.test(topic);
}
