import { describe, expect, it } from 'vitest';
import { Members } from '../../../src/bus/nats/members.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function open() {
  const clock = new FakeClock();
  const lost: string[] = [];
  const members = new Members(clock, (gateway) => lost.push(gateway));
  const says = (gateway: string, more: object = {}) =>
    members.heard({ gateway, leaves: false, asks: false, watches: false, ...more });
  /** A second passes: who looks, looks. */
  const second = (...speakers: string[]) => {
    clock.advance(1000);
    for (const gateway of speakers) says(gateway);
    members.living();
  };
  return { clock, members, lost, says, second };
}

describe('the gateways on a bus', () => {
  it('are those that were heard of within a few seconds, and have not left', () => {
    const { members, lost, says, second } = open();
    for (const gateway of ['a', 'b', 'c']) says(gateway);
    says('c', { leaves: true });
    says('c', { leaves: true });
    expect([members.living(), lost]).toEqual([['a', 'b'], ['c']]);
    for (let seconds = 0; seconds < 4; seconds++) second('a');
    expect([members.living(), lost]).toEqual([['a'], ['c', 'b']]);
  });

  it('are all still there for a process that stood still: what they said meanwhile is to be read yet', () => {
    const { clock, members, lost, says, second } = open();
    for (const gateway of ['a', 'b']) says(gateway);
    clock.stall(30_000);
    expect([members.living(), lost]).toEqual([['a', 'b'], []]);
    for (let seconds = 0; seconds < 4; seconds++) second('b');
    expect([members.living(), lost]).toEqual([['b'], ['a']]);
  });

  it('are absent since they left, since they were heard of last, or since before anybody listened', () => {
    const { clock, members, says, second } = open();
    const since = clock.nowMs();
    for (const gateway of ['a', 'b', 'c']) says(gateway);
    says('a', { leaves: true });
    for (let seconds = 0; seconds < 4; seconds++) second('c');
    const absent = (sinceMs: number) => ['a', 'b', 'c', 'never'].map((gateway) => members.absentMs(gateway, sinceMs));
    expect(absent(since)).toEqual([4000, 0, 0, 4000]);
    expect(absent(since + 3000)).toEqual([1000, 0, 0, 1000]);
    says('a');
    expect(absent(since)[0]).toBe(0);
  });

  it('say whether anybody watches', () => {
    const { members, says } = open();
    says('a', { watches: true });
    says('b');
    expect(members.watched).toBe(true);
    says('a');
    expect(members.watched).toBe(false);
  });
});
