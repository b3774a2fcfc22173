import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamTable } from '../../../src/http2/stream-table.ts';

describe('StreamTable', () => {
  it('finds streams that share a slot', () => {
    const table = new StreamTable<{ streamId: number }>();
    const old = { streamId: 1 };
    const young = { streamId: 2049 };
    table.add(old);
    table.add(young);
    expect(table.find(1)).toBe(old);
    expect(table.find(2049)).toBe(young);
    table.remove(old);
    expect(table.find(1)).toBeNull();
    expect(table.find(2049)).toBe(young);
    expect(table.size).toBe(1);
  });

  it('is as a Map is', () => {
    const ids = fc.array(fc.record({ id: fc.integer({ min: 0, max: 40 }), add: fc.boolean() }), { maxLength: 200 });
    fc.assert(
      fc.property(ids, (moves) => {
        const table = new StreamTable<{ streamId: number }>();
        const model = new Map<number, { streamId: number }>();
        for (const { id, add } of moves) {
          // Twenty ids for each of two slots.
          const streamId = (id >> 1) * 2048 + (id % 2) * 2 + 1;
          const known = model.get(streamId);
          if (add && known === undefined) {
            const stream = { streamId };
            model.set(streamId, stream);
            table.add(stream);
          } else if (known !== undefined) {
            model.delete(streamId);
            table.remove(known);
          }
          expect(table.size).toBe(model.size);
          expect(table.find(streamId)).toBe(model.get(streamId) ?? null);
        }
        expect(table.all()).toEqual([...model.values()].sort((a, b) => a.streamId - b.streamId));
      }),
    );
  });
});
