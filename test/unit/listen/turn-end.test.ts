import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTurnEnd } from '../../../src/listen/index.ts';

describe('the end of a turn', () => {
  it('comes once for the tasks of two turns, in their order, and then for those of the next', async () => {
    const atTurnEnd = createTurnEnd();
    const ran: string[] = [];
    atTurnEnd(() => ran.push('first'));
    atTurnEnd(() => ran.push('second'));
    await turn();
    expect(ran).toEqual([]);
    atTurnEnd(() => ran.push('of the next turn'));
    await turn();
    expect(ran).toEqual(['first', 'second', 'of the next turn']);
    atTurnEnd(() => ran.push('later'));
    await turn();
    await turn();
    expect(ran).toEqual(['first', 'second', 'of the next turn', 'later']);
  });
});
