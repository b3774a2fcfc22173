import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GAP, LocalOutbox, type OutboxLimits, type StoredNotification } from '../../../src/bus/index.ts';
import { TimingWheel } from '../../../src/clock/index.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const LIMITS: OutboxLimits = { maxPerUser: 5, maxBytesPerUser: 10_000, maxBytes: 50_000 };
const ALL = { kind: 'all' } as const;

function open(limits: Partial<OutboxLimits> = {}) {
  const clock = new FakeClock();
  const outbox = new LocalOutbox({ ...LIMITS, ...limits }, clock, new TimingWheel(clock));
  let count = 0;
  const append = async (user = 'ada', ttlMs = 60_000, bytes = 10) => {
    const notification = {
      id: `n${++count}`,
      type: 't',
      encoding: 1,
      payload: Buffer.alloc(bytes),
      replyExpected: false,
    };
    const appended = await outbox.append(user, { notification, route: ALL, expiresAtUnixMs: clock.unixMs() + ttlMs });
    return appended.kind === 'stored' ? appended.offset : appended.kind;
  };
  const read = async (user = 'ada', offset = 0) => (await outbox.read(user, offset, 100)).map(shown);
  return { clock, outbox, append, read };
}

function shown({ offset, notification }: StoredNotification): string {
  if (notification.type !== GAP) return `${notification.id}@${offset}`;
  const { from, to } = JSON.parse(Buffer.from(notification.payload).toString());
  return `gap ${from}-${to}@${offset}`;
}

describe('the outbox in memory', () => {
  it('keeps what is stored for each user in order, behind an offset', async () => {
    const { append, read } = open();
    expect([await append(), await append('eve'), await append()]).toEqual([1, 2, 3]);
    expect([await read(), await read('eve'), await read('ada', 1), await read('bob')]).toEqual([
      ['n1@1', 'n3@3'],
      ['n2@2'],
      ['n3@3'],
      [],
    ]);
  });

  it('lets go of one, and passes over what is not there', async () => {
    const { outbox, append, read } = open();
    for (let count = 0; count < 3; count++) await append();
    outbox.release('ada', 2);
    outbox.release('ada', 2);
    outbox.release('eve', 1);
    expect(await read()).toEqual(['n1@1', 'n3@3']);
    outbox.release('ada', 1);
    outbox.release('ada', 3);
    expect([await read(), outbox.bytes]).toEqual([[], 0]);
  });

  it('drops the oldest beyond the cap, and says which offsets went', async () => {
    const { outbox, append, read } = open();
    for (let count = 0; count < 8; count++) await append();
    expect(await read()).toEqual(['gap 1-4@4', 'n5@5', 'n6@6', 'n7@7', 'n8@8']);
    expect(outbox.dropped).toBe(4);
  });

  it('drops what has lived long enough, and says which offsets went', async () => {
    const { clock, append, read } = open();
    await append('ada', 60_000);
    await append('ada', 1000);
    await append('ada', 1000);
    await append('ada', 60_000);
    clock.advance(1500);
    expect(await read()).toEqual(['n1@1', 'gap 2-3@3', 'n4@4']);
  });

  it('drops it, too, where nobody asks', async () => {
    const { clock, outbox, append } = open();
    await append('ada', 1000, 5000);
    clock.advance(40_000);
    expect(outbox.bytes).toBeLessThan(2000);
    clock.advance(8 * 86_400_000);
    expect(outbox.bytes).toBe(0);
  });

  it('refuses what is too large, and what is too much for all users together', async () => {
    const { append } = open({ maxBytesPerUser: 20_000 });
    expect(await append('ada', 1000, 20_000)).toBe('full');
    for (const user of ['a', 'b', 'c', 'd']) expect(await append(user, 1000, 11_000)).toBeTypeOf('number');
    expect(await append('e', 1000, 11_000)).toBe('full');
  });

  it('never keeps more than it may, never loses one without a gap, and keeps the order', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('append' as const), ttlMs: fc.constantFrom(100, 1000, 60_000) }),
      fc.record({ kind: fc.constant('release' as const), at: fc.nat(10) }),
      fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(50, 200, 2000) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { clock, outbox, append } = open();
        const expected = new Set<number>();
        for (const each of steps) {
          if (each.kind === 'append') expected.add(Number(await append('ada', each.ttlMs)));
          else if (each.kind === 'wait') clock.advance(each.ms);
          else {
            const entry = (await outbox.read('ada', 0, 100))[each.at];
            if (entry === undefined) continue;
            outbox.release('ada', entry.offset);
            for (const offset of coveredBy(entry)) expected.delete(offset);
          }
          const entries = await outbox.read('ada', 0, 100);
          const offsets = entries.map(({ offset }) => offset);
          expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
          expect(entries.length).toBeLessThanOrEqual(2 * LIMITS.maxPerUser);
          const covered = new Set(entries.flatMap(coveredBy));
          for (const offset of expected) expect(covered.has(offset)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function coveredBy({ offset, notification }: StoredNotification): number[] {
  if (notification.type !== GAP) return [offset];
  const { from, to } = JSON.parse(Buffer.from(notification.payload).toString());
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
