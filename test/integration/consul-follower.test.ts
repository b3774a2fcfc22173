import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock/index.ts';
import {
  type ConsulClient,
  FOLLOWER_DEFAULTS,
  type Followed,
  Follower,
  type FollowerState,
  type KvEntry,
  Outage,
} from '../../src/consul/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { consulClient } from '../support/consul-client.ts';
import { ScriptedConsul } from '../support/scripted-consul.ts';
import { waitFor } from '../support/wait-for.ts';

type Rows = readonly KvEntry[];

/** Follows the keys below `a/`, and notes all that it is told. */
class Notes implements Followed<Rows> {
  readonly told: string[] = [];
  readonly states: FollowerState[] = [];
  asked = 0;
  readonly #consul: ConsulClient;

  constructor(consul: ConsulClient) {
    this.#consul = consul;
  }

  ask(read: Parameters<Followed<Rows>['ask']>[0]) {
    this.asked++;
    return this.#consul.kvList('a/', read);
  }

  contentOf(rows: Rows) {
    return { fingerprint: text(rows), names: new Set(rows.map(({ key }) => key)) };
  }

  changed(rows: Rows, restored: boolean): void {
    this.told.push(`${text(rows)}${restored ? ' restored' : ''}`);
  }

  stateChanged(state: FollowerState): void {
    this.states.push(state);
  }

  get last(): string | undefined {
    return this.told.at(-1);
  }
}

const text = (rows: Rows): string => rows.map(({ key, value }) => `${key}=${value}`).join(' ');

function follow(notes: Notes): Follower<Rows> {
  const follower = new Follower(
    FOLLOWER_DEFAULTS,
    { clock: systemClock, outage: new Outage(systemClock), random: Math.random },
    notes,
  );
  follower.start();
  return follower;
}

const row = (key: string, value: string) =>
  ({ Key: `a/${key}`, Value: Buffer.from(value).toString('base64'), ModifyIndex: 1 }) as const;

describe('a follower of the real Consul', () => {
  let agent: ConsulAgent;
  let consul: ConsulClient;
  beforeAll(async () => {
    agent = await ConsulAgent.start();
    consul = consulClient(agent.ports.http);
  });
  afterAll(async () => {
    consul.close();
    await agent[Symbol.asyncDispose]();
  });

  it('tells what there is, then each change within its second, and nothing of 100 writes that change nothing it follows', async () => {
    const notes = new Notes(consul);
    const follower = follow(notes);
    await waitFor('the first answer', () => notes.told.length === 1);
    for (let count = 0; count < 100; count++) await consul.kvPut(`b/${count}`, Buffer.from('x'), null);
    expect(notes.told).toEqual(['']);
    await consul.kvPut('a/1', Buffer.from('one'), null);
    await waitFor('the change', () => notes.last === 'a/1=one', 1500);
    expect(notes.states).toEqual([{ kind: 'current' }]);
    await follower.close();
  });

  it('asks at most once a second while 200 writes change what it follows, and ends with the last', async () => {
    const notes = new Notes(consul);
    const follower = follow(notes);
    await waitFor('the first answer', () => notes.told.length === 1);
    const startedAtMs = performance.now();
    for (let count = 1; count <= 200; count++) await consul.kvPut('a/1', Buffer.from(`w${count}`), null);
    await waitFor('the last write', () => notes.last === 'a/1=w200', 5000);
    expect(notes.asked).toBeLessThanOrEqual(3 + (performance.now() - startedAtMs) / 1000);
    await follower.close();
  });

  it('keeps what it knows while Consul is gone, and is up to date within 5 s of its return', async () => {
    const notes = new Notes(consul);
    const follower = follow(notes);
    await waitFor('the first answer', () => notes.told.length === 1);
    await agent.stop('SIGKILL');
    await waitFor('it notices', () => follower.state.kind === 'stale');
    agent.run();
    await agent.ready();
    await consul.kvPut('a/1', Buffer.from('back'), null);
    await waitFor('it is up to date', () => notes.last === 'a/1=back' && follower.state.kind === 'current', 5000);
    expect(notes.states.map(({ kind }) => kind)).toContain('stale');
    await follower.close();
  });

  it('tells nothing and asks nothing any more once it is closed', async () => {
    const notes = new Notes(consul);
    const follower = follow(notes);
    await waitFor('the first answer', () => notes.told.length === 1);
    await follower.close();
    const { asked } = notes;
    await consul.kvPut('a/1', Buffer.from('unseen'), null);
    expect([notes.asked, notes.told.length]).toEqual([asked, 1]);
  });
});

describe('a follower of a Consul that does not behave', () => {
  it('goes on after status 400, at most once a second', async () => {
    let status = 400;
    await using scripted = await ScriptedConsul.start(() => ({
      status,
      body: status === 200 ? JSON.stringify([row('1', 'x')]) : 'Bad request',
      headers: { 'x-consul-index': '5' },
    }));
    const consul = consulClient(scripted.port);
    const notes = new Notes(consul);
    const follower = follow(notes);
    await waitFor('three requests', () => scripted.requests.length === 3);
    status = 200;
    await waitFor('the answer', () => notes.last === 'a/1=x');
    const [first = 0, , third = 0] = scripted.requests.map(({ atMs }) => atMs);
    expect(third - first).toBeGreaterThan(900);
    await follower.close();
    consul.close();
  });

  it.each([
    ['0 asks from index 1', '0', 'index=1'],
    ['absent asks without one', null, null],
  ])('that says an index that is %s, without a busy loop (C3)', async (_, index, expected) => {
    await using scripted = await ScriptedConsul.start(() => ({
      body: JSON.stringify([row('1', 'x')]),
      headers: index === null ? {} : { 'x-consul-index': index },
    }));
    const consul = consulClient(scripted.port);
    const notes = new Notes(consul);
    const startedAtMs = performance.now();
    const follower = follow(notes);
    await waitFor('four requests', () => scripted.requests.length === 4);
    expect(performance.now() - startedAtMs).toBeGreaterThan(1900);
    for (const { path } of scripted.requests.slice(1)) {
      expect(/index=\d+/.exec(path)?.[0] ?? null).toBe(expected);
    }
    expect(notes.told).toEqual(['a/1=x']);
    await follower.close();
    consul.close();
  });
});
