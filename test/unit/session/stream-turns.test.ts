import { describe, expect, it } from 'vitest';
import { type HeldStream, StreamTurns } from '../../../src/session/index.ts';

/** A stream whose backend has as much as it may send: what goes on fills the connection, where `fills` says so. */
class Stream implements HeldStream {
  readonly name: string;
  readonly #turns: StreamTurns;
  readonly #log: string[];
  readonly #fills: (stream: string) => boolean;

  constructor(name: string, turns: StreamTurns, log: string[], fills: (stream: string) => boolean) {
    this.name = name;
    this.#turns = turns;
    this.#log = log;
    this.#fills = fills;
  }

  holdBackend(): void {
    this.#log.push(`-${this.name}`);
  }

  goOn(): void {
    this.#log.push(this.name);
    if (this.#fills(this.name)) this.#turns.hold(this);
  }
}

function open(names: string) {
  const turns = new StreamTurns();
  const log: string[] = [];
  let filling = '';
  const streams = [...names].map((name) => new Stream(name, turns, log, (stream) => stream === filling));
  for (const stream of streams) turns.join(stream);
  /** There is room; `stream` fills it. */
  const goOn = (stream: string) => {
    log.length = 0;
    filling = stream;
    turns.goOn();
    return log.filter((entry) => !entry.startsWith('-')).join('');
  };
  return { turns, log, streams, goOn };
}

describe('the streams of a session', () => {
  it('are all held back with the one that fills the connection, and the next one goes on first', () => {
    const { turns, log, streams, goOn } = open('abcd');
    const [, b] = streams;
    if (b === undefined) throw new Error('no such stream');
    turns.hold(b);
    expect(log.sort()).toEqual(['-a', '-b', '-c', '-d']);
    expect([goOn('c'), goOn('d'), goOn('')]).toEqual(['cdab', 'dabc', 'abcd']);
  });

  it('go on only where one of them waits', () => {
    const { turns, goOn } = open('ab');
    expect(goOn('')).toBe('');
    turns.wait();
    expect([goOn(''), goOn('')]).toEqual(['ab', '']);
  });

  it('are no longer held back once they have left', () => {
    const { turns, log, streams, goOn } = open('abc');
    const [a, b] = streams;
    if (a === undefined || b === undefined) throw new Error('no such stream');
    turns.leave(a);
    turns.hold(b);
    expect([log.sort(), turns.size]).toEqual([['-b', '-c'], 2]);
    expect(goOn('')).toBe('cb');
  });
});
