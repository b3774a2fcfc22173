import type { JsonValue } from '@bufbuild/protobuf';

/** What a parsed JSON value holds, as far as parsing has hidden something of its text. */
export class JsonTree {
  /** Members of all objects: fewer than the text names where a name stood twice. */
  members = 0;
  /** Whether a number is an integer that is beyond 2^53, and so may not be the one that was written. */
  inexact = false;
  /** Whether a number was too large for a double. */
  infinite = false;

  visit(value: JsonValue): void {
    this.members = 0;
    this.inexact = false;
    this.infinite = false;
    this.#visit(value);
  }

  #visit(value: JsonValue): void {
    if (typeof value === 'number') {
      if (Math.abs(value) > Number.MAX_SAFE_INTEGER) this.#largeNumber(value);
    } else if (typeof value === 'object' && value !== null) {
      const children = Array.isArray(value) ? value : Object.values(value);
      if (children !== value) this.members += children.length;
      for (const child of children) this.#visit(child);
    }
  }

  #largeNumber(value: number): void {
    if (Number.isFinite(value)) this.inexact = true;
    else this.infinite = true;
  }
}
