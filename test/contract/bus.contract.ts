import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Bus,
  GAP,
  type Interest,
  type Publication,
  type Report,
  reportOn,
  type SessionEvent,
  type StoredNotification,
  type Target,
  type Word,
} from '../../src/bus/index.ts';
import type { FakeClock } from '../support/fake-clock.ts';
import { waitFor } from '../support/wait-for.ts';

/** The most that is kept for one user in the contract. */
export const CAP = 10;
/** The same in bytes: below this many of 3,000 bytes. */
export const CAP_BYTES = 24_000;

/** How a test gets its bus. `gateways` of it are asked for; a bus within one process has one. */
export interface BusWorld {
  /** Opens buses that are one. */
  open(gateways: number): Promise<readonly Bus[]>;
  close(): Promise<void>;
  /** Moves the wall clock that all of them see. */
  readonly clock: FakeClock;
}

/** A gateway that takes what it gets, and says so. */
class Taker {
  readonly taken: Publication[] = [];
  readonly stored: number[] = [];
  readonly words: Word[] = [];
  readonly name: string;
  readonly bus: Bus;
  #answer: (publication: Publication) => Promise<Report>;

  constructor(name: string, bus: Bus) {
    this.name = name;
    this.bus = bus;
    this.#answer = () => Promise.resolve(reportOn('delivered', { sessionId: name }));
    bus.attach({
      take: (publication) => {
        this.taken.push(publication);
        return this.#answer(publication);
      },
      answer: (question) =>
        question.kind === 'find' ? { kind: 'sessions', sessions: [], total: 1 } : { kind: 'unknown' },
      appended: (_, { offset }) => this.stored.push(offset),
      heard: (word) => this.words.push(word),
      connected: () => {},
      gatewayLost: () => {},
    });
  }

  answers(answer: (publication: Publication) => Promise<Report>): void {
    this.#answer = answer;
  }

  get types(): readonly string[] {
    return this.taken.map(({ notification }) => notification.type);
  }
}

let count = 0;
const publication = (target: Target, type = 't'): Publication => ({
  notification: { id: `id-${++count}`, type, encoding: 2, payload: Buffer.from('{"a":1}'), replyExpected: false },
  target,
  stored: null,
  waitMs: 0,
  named: false,
});

/** What every bus does. */
export function busContract(name: string, openWorld: () => Promise<BusWorld>, gateways: 1 | 2): void {
  describe(`the bus ${name}`, () => {
    let world: BusWorld;
    let takers: readonly Taker[];

    beforeAll(async () => {
      world = await openWorld();
    });
    afterAll(() => world.close());
    beforeEach(async () => {
      takers = (await world.open(gateways)).map((bus, index) => new Taker(`g${index}`, bus));
    });

    const first = (): Taker => {
      const [taker] = takers;
      if (taker === undefined) throw new Error('no gateway');
      return taker;
    };
    const want = async (taker: Taker, interest: Interest) => {
      taker.bus.want(interest);
      // What is wanted is heard of once the bus knows it.
      if (gateways > 1) await taker.bus.publish(publication({ kind: 'session', id: 'nobody' }));
      taker.taken.length = 0;
    };
    const user = () => `user-${++count}`;
    const read = async (taker: Taker, of: string, offset = 0) =>
      (await taker.bus.outbox.read(of, offset, 100)).map(shown);
    const tryToAppend = (taker: Taker, of: string, ttlMs = 60_000, payload: Uint8Array = Buffer.from('{}')) => {
      const notification = { ...publication({ kind: 'everyone' }).notification, payload };
      const expiresAtUnixMs = world.clock.unixMs() + ttlMs;
      return taker.bus.outbox.append(of, { notification, route: { kind: 'all' }, expiresAtUnixMs });
    };
    const append = async (...args: Parameters<typeof tryToAppend>) => {
      const appended = await tryToAppend(...args);
      if (appended.kind !== 'stored') throw new Error(appended.why);
      return appended.offset;
    };
    /** What is kept of `offsets`; what is not stands in a gap, and nothing that is kept does. */
    const keptOf = async (taker: Taker, of: string, offsets: readonly number[]) => {
      const entries = await taker.bus.outbox.read(of, 0, 100);
      const kept = entries.filter(({ notification }) => notification.type !== GAP).map(({ offset }) => offset);
      for (const offset of offsets) {
        expect(entries.some((entry) => covers(entry, offset))).toBe(!kept.includes(offset));
      }
      return kept;
    };

    it.each<Interest>([
      { kind: 'session', id: 'session-1' },
      { kind: 'user', user: 'Ädä / *.>' },
      { kind: 'topic', topic: 'prices.eur' },
    ])('carries what is published to those who want it: %j', async (interest) => {
      const target: Target = interest.kind === 'user' ? { ...interest, newest: false } : interest;
      await want(first(), interest);
      const sent = publication(target);
      const report = await first().bus.publish(sent);
      expect(report).toMatchObject({ counts: { delivered: 1 }, targets: [{ sessionId: 'g0', outcome: 'delivered' }] });
      expect(first().taken).toHaveLength(1);
      const [arrived] = first().taken;
      expect({ ...arrived, notification: { ...arrived?.notification, payload: '' } }).toEqual({
        ...sent,
        notification: { ...sent.notification, payload: '' },
      });
      expect(Buffer.from(arrived?.notification.payload ?? []).toString()).toBe('{"a":1}');
    });

    it('carries what is for everyone to every gateway, and joins their reports', async () => {
      const report = await first().bus.publish(publication({ kind: 'everyone' }));
      expect(report.counts.delivered).toBe(gateways);
      expect(report.targets.map(({ sessionId }) => sessionId).sort()).toEqual(takers.map(({ name: each }) => each));
    });

    it('carries payloads of any bytes, and replies', async () => {
      const payload = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      await want(first(), { kind: 'user', user: 'bytes' });
      first().answers(({ notification }) =>
        Promise.resolve(
          reportOn('replied', {
            reply: { status: 3, message: 'ä', payload: Buffer.from(notification.payload).reverse() },
          }),
        ),
      );
      const sent = publication({ kind: 'user', user: 'bytes', newest: true });
      const report = await first().bus.publish({ ...sent, notification: { ...sent.notification, payload } });
      const reply = report.targets[0]?.reply;
      expect([reply?.status, reply?.message, [...(reply?.payload ?? [])]]).toEqual([3, 'ä', [...payload].reverse()]);
    });

    it('waits for a report as long as the publisher waits', async () => {
      await want(first(), { kind: 'user', user: 'slow' });
      let answer: (report: Report) => void = () => {};
      first().answers(
        () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      );
      const publishing = first().bus.publish({
        ...publication({ kind: 'user', user: 'slow', newest: false }),
        waitMs: 5000,
      });
      await waitFor('it is there', () => first().taken.length === 1);
      world.clock.advance(3000);
      answer(reportOn('timed-out'));
      expect((await publishing).counts['timed-out']).toBe(1);
    });

    it('keeps what is stored for each user in order, and tells of it', async () => {
      const [ada, eve] = [user(), user()];
      await want(first(), { kind: 'user', user: ada });
      const offsets = [await append(first(), ada), await append(first(), ada)];
      await append(first(), eve);
      offsets.push(await append(first(), ada));
      expect([...offsets].sort((a, b) => a - b)).toEqual(offsets);
      await waitFor('all are told of', () => offsets.every((offset) => first().stored.includes(offset)));
      expect(await read(first(), ada)).toEqual(offsets.map(String));
      expect(await read(first(), ada, offsets[0])).toEqual(offsets.slice(1).map(String));
    });

    it('has what was stored before anybody wanted it', async () => {
      const late = user();
      const offsets = [await append(first(), late), await append(first(), late)];
      await want(first(), { kind: 'user', user: late });
      expect(await read(first(), late)).toEqual(offsets.map(String));
    });

    it('keeps payloads by themselves, and not what they came in', async () => {
      const ada = user();
      await want(first(), { kind: 'user', user: ada });
      const chunk = Buffer.alloc(65_536, 'x');
      const offset = await append(first(), ada, 60_000, chunk.subarray(100, 200));
      await waitFor('it is there', async () => (await read(first(), ada)).length === 1);
      const [entry] = await first().bus.outbox.read(ada, offset - 1, 1);
      expect(entry?.notification.payload).toEqual(new Uint8Array(chunk.subarray(100, 200)));
      expect(entry?.notification.payload.buffer.byteLength).toBe(100);
    });

    it('lets go of one for good', async () => {
      const ada = user();
      await want(first(), { kind: 'user', user: ada });
      const offsets = [await append(first(), ada), await append(first(), ada), await append(first(), ada)];
      await waitFor('all are there', async () => (await read(first(), ada)).length === 3);
      first().bus.outbox.release(ada, offsets[1] ?? 0);
      first().bus.outbox.release(ada, offsets[1] ?? 0);
      expect(await read(first(), ada)).toEqual([String(offsets[0]), String(offsets[2])]);
    });

    it('drops the oldest beyond the cap, and says which', async () => {
      const ada = user();
      await want(first(), { kind: 'user', user: ada });
      const offsets: number[] = [];
      for (let stored = 0; stored < CAP + 3; stored++) offsets.push(await append(first(), ada));
      await waitFor('all are told of', () => first().stored.includes(offsets.at(-1) ?? 0));
      const kept = await keptOf(first(), ada, offsets);
      expect((await read(first(), ada)).length).toBeLessThanOrEqual(CAP + 1);
      expect(kept).toEqual(offsets.slice(-kept.length));
    });

    it('drops the oldest beyond the cap in bytes, and says which', async () => {
      const ada = user();
      await want(first(), { kind: 'user', user: ada });
      const offsets: number[] = [];
      for (let stored = 0; stored < 8; stored++) {
        offsets.push(await append(first(), ada, 60_000, Buffer.alloc(3000)));
      }
      await waitFor('all are told of', () => first().stored.includes(offsets.at(-1) ?? 0));
      const kept = await keptOf(first(), ada, offsets);
      expect(kept).toEqual(offsets.slice(-kept.length));
      expect(kept.length * 3000).toBeLessThan(CAP_BYTES);
      // No more goes than must: a tenth, and what the gap takes.
      expect(kept.length).toBeGreaterThanOrEqual(4);
    });

    it('drops nothing for bytes that were let go of', async () => {
      const ada = user();
      await want(first(), { kind: 'user', user: ada });
      const offsets: number[] = [];
      for (let stored = 0; stored < 12; stored++) {
        const offset = await append(first(), ada, 60_000, Buffer.alloc(3000));
        offsets.push(offset);
        await waitFor('it is told of', () => first().stored.includes(offset));
        if (stored >= 3) first().bus.outbox.release(ada, offsets[stored - 1] ?? 0);
      }
      const left = [...offsets.slice(0, 2), offsets.at(-1)];
      await waitFor('the others are let go of', async () => (await read(first(), ada)).length === left.length);
      expect(await read(first(), ada)).toEqual(left.map(String));
    });

    it('refuses what alone is more than the cap', async () => {
      expect(await tryToAppend(first(), user(), 60_000, Buffer.alloc(CAP_BYTES))).toMatchObject({ kind: 'full' });
    });

    it('drops what has outlived its time, and says which', async () => {
      const ada = user();
      await want(first(), { kind: 'user', user: ada });
      const [short, long] = [await append(first(), ada, 1000), await append(first(), ada)];
      await waitFor('both are there', async () => (await read(first(), ada)).length === 2);
      world.clock.setUnixMs(world.clock.unixMs() + 2000);
      expect(await read(first(), ada)).toEqual([`gap ${short}-${short}`, String(long)]);
    });

    it('asks every gateway', async () => {
      const answers = await first().bus.ask({ kind: 'find', sessionId: 'x' });
      expect(answers).toEqual(takers.map(() => ({ kind: 'sessions', sessions: [], total: 1 })));
    });

    if (gateways > 1) {
      const second = (): Taker => {
        const [, taker] = takers;
        if (taker === undefined) throw new Error('no second gateway');
        return taker;
      };

      it('brings to a gateway only what it wants, and no more once it does not', async () => {
        const target: Target = { kind: 'topic', topic: 'one' };
        await want(second(), { kind: 'topic', topic: 'one' });
        expect((await first().bus.publish(publication(target))).targets).toMatchObject([{ sessionId: 'g1' }]);
        expect([first().taken.length, second().taken.length]).toEqual([0, 1]);
        second().bus.unwant({ kind: 'topic', topic: 'one' });
        await second().bus.publish(publication({ kind: 'session', id: 'nobody' }));
        expect((await first().bus.publish(publication(target))).targets).toEqual([]);
      });

      it('tells all gateways of what is stored, and of what was let go of', async () => {
        const ada = user();
        await want(first(), { kind: 'user', user: ada });
        await want(second(), { kind: 'user', user: ada });
        const offset = await append(first(), ada);
        await waitFor('both know', () => takers.every(({ stored }) => stored.includes(offset)));
        expect(await read(second(), ada)).toEqual([String(offset)]);
        first().bus.outbox.release(ada, offset);
        await waitFor('the second knows', async () => (await read(second(), ada)).length === 0);
      });

      it('holds the caps whoever stores, also at once', async () => {
        const ada = user();
        await want(first(), { kind: 'user', user: ada });
        const appended = await Promise.all(
          Array.from({ length: 12 }, (_, index) =>
            append(index % 2 === 0 ? first() : second(), ada, 60_000, Buffer.alloc(3000)),
          ),
        );
        const offsets = appended.sort((a, b) => a - b);
        await waitFor('all are told of', () => offsets.every((offset) => first().stored.includes(offset)));
        // That they are gone, and what says so, come on ways of their own.
        await waitFor('what is dropped is gone, and said to be', async () => {
          const entries = await first().bus.outbox.read(ada, 0, 100);
          const found = offsets.filter((offset) => entries.some((entry) => entry.offset === offset));
          const told = offsets.every(
            (offset) => found.includes(offset) || entries.some((entry) => covers(entry, offset)),
          );
          return told && found.length * 3000 < CAP_BYTES;
        });
        const kept = await keptOf(first(), ada, offsets);
        expect(kept).toEqual(offsets.slice(-kept.length));
      });

      it('tells the other gateways, and hears what they tell', async () => {
        const word: Word = { kind: 'left', user: 'ada' };
        first().bus.tell(word);
        await waitFor('the other hears', () => second().words.length === 1);
        expect([first().words, second().words]).toEqual([[], [word]]);
        second().bus.tell({ kind: 'left', user: 'eve' });
        await waitFor('the first hears', () => first().words.length === 1);
        await first().bus.catchUp();
      });

      it('brings session events to who watches, and says how many did not come', async () => {
        const seen: string[] = [];
        const watcher = {
          happened: ({ id }: SessionEvent) => seen.push(id),
          missed: (number: number) => seen.push(`missed ${number}`),
        };
        expect(second().bus.watched).toBe(false);
        const stop = await first().bus.watch(watcher);
        expect([first().bus.watched, second().bus.watched]).toEqual([false, true]);
        second().bus.tellEvent(sessionEvent('one'));
        first().bus.tellEvent(sessionEvent('own'));
        second().bus.tellEvent(sessionEvent('two'));
        await waitFor('both are there', () => seen.length === 2);
        stop();
        await waitFor('nobody watches', () => !second().bus.watched);
        expect(seen).toEqual(['one', 'two']);
      });

      it('stores one notification for a user once, whoever stores it', async () => {
        const ada = user();
        const { notification } = publication({ kind: 'everyone' });
        const entry = { notification, route: { kind: 'all' }, expiresAtUnixMs: world.clock.unixMs() + 60_000 } as const;
        const both = await Promise.all(takers.map(({ bus }) => bus.outbox.append(ada, entry)));
        expect(both[0]).toEqual(both[1]);
      });
    }
  });
}

function sessionEvent(id: string): SessionEvent {
  return { kind: 'created', atUnixMs: 1, id, user: 'ada', client: '', detail: '', epoch: 1, gateway: 'g' };
}

function shown({ offset, notification }: StoredNotification): string {
  if (notification.type !== GAP) return String(offset);
  const { from, to } = JSON.parse(Buffer.from(notification.payload).toString());
  return `gap ${from}-${to}`;
}

function covers({ notification }: StoredNotification, offset: number): boolean {
  if (notification.type !== GAP) return false;
  const { from, to } = JSON.parse(Buffer.from(notification.payload).toString());
  return from <= offset && offset <= to;
}
