import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallQueue } from '../../../src/client/call-queue.ts';

const call = (heldBytes: number) => ({ heldBytes });

describe('the queue of calls', () => {
  it('gives calls out in the order in which they came', () => {
    const queue = new CallQueue({ maxQueued: 3, maxQueuedBytes: 100 });
    const calls = [call(1), call(1), call(1)];
    for (const each of calls) queue.add(each);
    expect([queue.take(), queue.take(), queue.take(), queue.take()]).toEqual([...calls, undefined]);
  });

  it('refuses one call too many', () => {
    const queue = new CallQueue({ maxQueued: 2, maxQueuedBytes: 100 });
    expect([queue.add(call(1)), queue.add(call(1)), queue.add(call(1))]).toEqual([true, true, false]);
  });

  it('refuses one byte too many', () => {
    const queue = new CallQueue({ maxQueued: 10, maxQueuedBytes: 100 });
    expect([queue.add(call(60)), queue.add(call(41)), queue.add(call(40))]).toEqual([true, false, true]);
  });

  it('keeps count through any adding, giving up and taking', () => {
    const step = fc.record({ kind: fc.constantFrom('add', 'remove', 'take'), at: fc.nat(9), bytes: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const queue = new CallQueue<{ heldBytes: number }>({ maxQueued: 5, maxQueuedBytes: 100 });
        let model: { heldBytes: number }[] = [];
        for (const { kind, at, bytes } of steps) {
          if (kind === 'add') {
            const added = call(bytes);
            const fits = model.length < 5 && model.reduce((sum, each) => sum + each.heldBytes, bytes) <= 100;
            expect(queue.add(added)).toBe(fits);
            model = fits ? [...model, added] : model;
          } else if (kind === 'remove') {
            const removed = model[at] ?? call(1);
            queue.remove(removed);
            model = model.filter((each) => each !== removed);
          } else {
            expect(queue.take()).toBe(model[0]);
            model = model.slice(1);
          }
          expect(queue.size).toBe(model.length);
        }
      }),
    );
  });
});
