import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTurnEnd, OutputGate } from '../../../src/listen/index.ts';

/** What a turn produced leaves with that of the next. */
async function turnEnd(): Promise<void> {
  await turn();
  await turn();
}

describe('an output gate', () => {
  it('lets what turns produce leave at their end, and holds it while it is held, in order', async () => {
    const gate = new OutputGate(() => {});
    const atTurnEnd = createTurnEnd(gate);
    const left: number[] = [];
    atTurnEnd(() => left.push(1));
    await turnEnd();
    expect(left).toEqual([1]);
    gate.hold();
    for (const number of [2, 3]) {
      atTurnEnd(() => left.push(number));
      await turnEnd();
    }
    expect(left).toEqual([1]);
    gate.release();
    expect(left).toEqual([1, 2, 3]);
    atTurnEnd(() => left.push(4));
    await turnEnd();
    expect(left).toEqual([1, 2, 3, 4]);
  });

  it('looks before anything leaves, and may be held by that', async () => {
    let stalled = false;
    const gate: OutputGate = new OutputGate(() => {
      if (stalled) gate.hold();
    });
    const atTurnEnd = createTurnEnd(gate);
    const left: number[] = [];
    stalled = true;
    atTurnEnd(() => left.push(1));
    await turnEnd();
    expect([left, gate.held]).toEqual([[], true]);
    stalled = false;
    gate.release();
    expect([left, gate.held]).toEqual([[1], false]);
  });
});
