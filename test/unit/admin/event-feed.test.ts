import { expect, test } from 'vitest';
import { EventFeed } from '../../../src/admin/event-feed.ts';
import type { EventMessage } from '../../../src/admin-api/index.ts';

const AT = 1_700_000_000_000;
/** What waits for one watcher at most. */
const MOST_WAITING = 1000;

/** Takes events until it is told to be full. */
class Reader {
  readonly took: EventMessage[] = [];
  full = false;
  readonly take = (event: EventMessage) => {
    this.took.push(event);
    return !this.full;
  };

  get subjects(): readonly string[] {
    return this.took.map(({ subject }) => subject ?? '');
  }
}

const feedAt = () => new EventFeed(() => AT);
const happens = (feed: EventFeed, subject: string) => feed.publish({ kind: 'EVENT_KIND_SESSION_CREATED', subject });

test('who watches is told first that it does, and then what happens, with its time', () => {
  const feed = feedAt();
  const reader = new Reader();
  happens(feed, 'before');
  feed.watch(reader.take);
  happens(feed, 'a');
  expect(reader.took).toEqual([
    { kind: 'EVENT_KIND_WATCHING', atUnixMs: AT },
    { kind: 'EVENT_KIND_SESSION_CREATED', subject: 'a', atUnixMs: AT },
  ]);
});

test('who left is told nothing more', () => {
  const feed = feedAt();
  const reader = new Reader();
  const watcher = feed.watch(reader.take);
  feed.leave(watcher);
  happens(feed, 'a');
  expect(reader.took.length).toBe(1);
  expect(feed.watched).toBe(false);
});

test('what a full watcher does not take waits for it, in order, and holds up nobody else', () => {
  const feed = feedAt();
  const [slow, fast] = [new Reader(), new Reader()];
  const watcher = feed.watch(slow.take);
  feed.watch(fast.take);
  slow.full = true;
  for (const subject of ['a', 'b', 'c']) happens(feed, subject);
  expect(slow.subjects).toEqual(['', 'a']);
  expect(fast.subjects).toEqual(['', 'a', 'b', 'c']);
  slow.full = false;
  watcher.drained();
  happens(feed, 'd');
  expect(slow.subjects).toEqual(['', 'a', 'b', 'c', 'd']);
});

test('a watcher that is full again while it catches up keeps its order', () => {
  const feed = feedAt();
  const reader = new Reader();
  const watcher = feed.watch(reader.take);
  reader.full = true;
  for (const subject of ['a', 'b', 'c']) happens(feed, subject);
  watcher.drained();
  happens(feed, 'd');
  expect(reader.subjects).toEqual(['', 'a', 'b']);
  reader.full = false;
  watcher.drained();
  expect(reader.subjects).toEqual(['', 'a', 'b', 'c', 'd']);
});

test('what is beyond the bound is left out, and counted', () => {
  const feed = feedAt();
  const reader = new Reader();
  const watcher = feed.watch(reader.take);
  reader.full = true;
  for (let index = 0; index < 1 + MOST_WAITING + 7; index++) happens(feed, `${index}`);
  reader.full = false;
  watcher.drained();
  happens(feed, 'after');
  expect(reader.took.length).toBe(1 + 1 + MOST_WAITING + 1 + 1);
  expect(reader.took.slice(-2)).toMatchObject([{ kind: 'EVENT_KIND_MISSED', missed: 7 }, { subject: 'after' }]);
});

test('who tells changes looks at what there is before the first watcher, each time', () => {
  const feed = feedAt();
  let looks = 0;
  feed.beforeFirst(() => looks++);
  const first = feed.watch(() => true);
  const second = feed.watch(() => true);
  expect(looks).toBe(1);
  feed.leave(first);
  feed.leave(second);
  feed.watch(() => true);
  expect(looks).toBe(2);
});

test('what is for who watches this gateway, and for who watches all, goes to those alone', () => {
  const feed = feedAt();
  const [own, all] = [new Reader(), new Reader()];
  feed.watch(own.take);
  feed.watch(all.take, 'cluster');
  const kind = 'EVENT_KIND_SESSION_CLOSED';
  feed.publish({ kind, subject: 'here' }, 'own');
  feed.publish({ kind, subject: 'there', atUnixMs: 5 }, 'cluster');
  feed.publish({ kind, subject: 'both' });
  expect([own.subjects, all.subjects]).toEqual([
    ['', 'here', 'both'],
    ['', 'there', 'both'],
  ]);
  expect(all.took.map(({ atUnixMs }) => atUnixMs)).toEqual([AT, 5, AT]);
});
