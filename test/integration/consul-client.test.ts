import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsulClient, READ_NOW } from '../../src/consul/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { consulClient } from '../support/consul-client.ts';
import { ScriptedConsul } from '../support/scripted-consul.ts';

let agent: ConsulAgent;
let consul: ConsulClient;
beforeAll(async () => {
  agent = await ConsulAgent.start({ acl: true });
  consul = consulClient(agent.ports.http, { token: agent.managementToken });
});
afterAll(async () => {
  consul.close();
  await agent[Symbol.asyncDispose]();
});

describe('the client of Consul', () => {
  it('gives back any bytes as they were put', async () => {
    const value = randomBytes(1000);
    expect(await consul.kvPut('bytes/a b/é', value, null)).toBe(true);
    expect((await consul.kvGet('bytes/a b/é', READ_NOW)).value?.value).toEqual(value);
    const [entry, ...others] = (await consul.kvList('bytes/', READ_NOW)).value;
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ key: 'bytes/a b/é', value });
  });

  it('takes an empty value', async () => {
    await consul.kvPut('empty', Buffer.alloc(0), null);
    expect((await consul.kvGet('empty', READ_NOW)).value?.value).toEqual(Buffer.alloc(0));
  });

  it('finds nothing where there is nothing, with an index to wait on', async () => {
    expect(await consul.kvGet('none', READ_NOW)).toMatchObject({ value: null, index: expect.any(Number) });
    expect(await consul.kvList('none/', READ_NOW)).toMatchObject({ value: [], index: expect.any(Number) });
    expect(await consul.kvKeys('none/', READ_NOW)).toMatchObject({ value: [] });
  });

  it('says which compare-and-set won and which lost', async () => {
    expect(await consul.kvPut('cas', Buffer.from('1'), 0)).toBe(true);
    expect(await consul.kvPut('cas', Buffer.from('2'), 0)).toBe(false);
    const index = (await consul.kvGet('cas', READ_NOW)).value?.modifyIndex ?? 0;
    expect(await consul.kvPut('cas', Buffer.from('3'), index)).toBe(true);
    expect(await consul.kvDelete('cas', index)).toBe(false);
    expect((await consul.kvGet('cas', READ_NOW)).value?.value.toString()).toBe('3');
  });

  it('does all steps of a transaction or none', async () => {
    const put = (key: string, index = 0) => ({ verb: 'cas', key, value: Buffer.from([0, 255]), index }) as const;
    const done = await consul.txn([put('txn/1'), put('txn/2'), { verb: 'get', key: 'cas' }]);
    expect(done).toMatchObject({
      kind: 'done',
      entries: [{ key: 'txn/1' }, { key: 'txn/2' }, { key: 'cas', value: Buffer.from('3') }],
    });
    expect(await consul.txn([put('txn/3'), put('txn/2')])).toEqual({ kind: 'refused', failed: [1] });
    expect(await consul.txn([put('txn/3'), { verb: 'get', key: 'none' }])).toEqual({ kind: 'refused', failed: [1] });
    expect((await consul.kvKeys('txn/', READ_NOW)).value).toEqual(['txn/1', 'txn/2']);
    expect((await consul.kvGet('txn/1', READ_NOW)).value?.value).toEqual(Buffer.from([0, 255]));
  });

  it('waits for a change of a key, and no longer than it was told to', async () => {
    const { index } = await consul.kvGet('cas', READ_NOW);
    const read = { ...READ_NOW, index: index ?? 0, waitMs: 100 };
    expect((await consul.kvGet('cas', read)).index).toBe(index);
    const waiting = consul.kvGet('cas', { ...read, waitMs: 20_000 });
    await consul.kvPut('cas', Buffer.from('4'), null);
    expect((await waiting).value?.value.toString()).toBe('4');
  });

  it('gives a request up when it is told to', async () => {
    const { index } = await consul.kvGet('cas', READ_NOW);
    const abort = new AbortController();
    const waiting = consul.kvGet('cas', { ...READ_NOW, index: index ?? 0, waitMs: 20_000, signal: abort.signal });
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ fault: 'closed' });
    await expect(consul.kvGet('cas', { ...READ_NOW, signal: abort.signal })).rejects.toMatchObject({ fault: 'closed' });
  });

  it('tells what a token may not do from what is not there', async () => {
    const { token } = await agent.createToken('reader', 'key_prefix "seen/" { policy = "read" }');
    const reader = consulClient(agent.ports.http, { token });
    await consul.kvPut('seen/1', Buffer.from('1'), null);
    expect((await reader.kvList('seen/', READ_NOW)).value.length).toBe(1);
    await expect(reader.kvPut('seen/1', Buffer.from('2'), null)).rejects.toMatchObject({ fault: 'denied' });
    await expect(reader.kvGet('cas', READ_NOW)).rejects.toMatchObject({ fault: 'denied' });
    expect(await reader.txn([{ verb: 'get', key: 'cas' }])).toEqual({ kind: 'done', entries: [] });
    const write = { verb: 'cas', key: 'seen/2', value: Buffer.from('2'), index: 0 } as const;
    await expect(reader.txn([write])).rejects.toMatchObject({ fault: 'denied' });
    const unknown = consulClient(agent.ports.http, { token: '6b1e6e2a-0000-0000-0000-000000000000' });
    await expect(unknown.kvGet('seen/1', READ_NOW)).rejects.toMatchObject({ fault: 'denied' });
    reader.close();
    unknown.close();
  });

  it('reads the health of a service', async () => {
    await agent.json('PUT', '/v1/catalog/register', {
      Node: 'node-1',
      Address: '10.0.0.1',
      Service: {
        ID: 'o1',
        Service: 'orders',
        Tags: ['grpc', 'v2'],
        Port: 5000,
        Meta: { zone: 'a' },
        Weights: { Passing: 7, Warning: 2 },
      },
      Checks: [{ CheckID: 'c1', Name: 'grpc', Status: 'passing', ServiceID: 'o1' }],
    });
    const query = { service: 'orders', tag: 'v2', datacenter: '', passing: true };
    const { value } = await consul.healthService(query, READ_NOW);
    expect(value).toMatchObject([
      {
        node: 'node-1',
        nodeAddress: '10.0.0.1',
        id: 'o1',
        service: 'orders',
        address: '',
        port: 5000,
        tags: ['grpc', 'v2'],
        meta: { zone: 'a' },
        weights: { passing: 7, warning: 2 },
        checks: [{ id: 'c1', status: 'passing', serviceId: 'o1' }],
      },
    ]);
    expect((await consul.healthService({ ...query, tag: 'v1' }, READ_NOW)).value).toEqual([]);
  });

  it('says that nobody answers, or not in time', async () => {
    await expect(consulClient(1).kvGet('a', READ_NOW)).rejects.toMatchObject({ fault: 'unreachable' });
    await using silent = await ScriptedConsul.start(() => null);
    const client = consulClient(silent.port, { timeoutMs: 50 });
    await expect(client.kvGet('a', READ_NOW)).rejects.toMatchObject({ fault: 'timeout' });
    client.close();
  });

  it.each([
    ['no JSON', { body: '[{' }, 'malformed'],
    ['JSON of something else', { body: '{"a":1}' }, 'malformed'],
    [
      'no leader, with status 500',
      { status: 500, body: 'No cluster leader', headers: { 'content-type': 'text/plain' } },
      'no-leader',
    ],
    [
      'no leader, with status 200',
      { status: 200, body: 'No cluster leader', headers: { 'content-type': 'text/plain' } },
      'no-leader',
    ],
    ['an error of its own', { status: 500, body: 'rpc error', headers: { 'content-type': 'text/plain' } }, 'failed'],
    ['a bad request', { status: 400, body: 'Bad request' }, 'refused'],
  ])('does not believe an answer that is %s', async (_, answer, fault) => {
    await using scripted = await ScriptedConsul.start(() => answer);
    const client = consulClient(scripted.port);
    await expect(client.kvList('a/', READ_NOW)).rejects.toMatchObject({ name: 'ConsulError', fault });
    await expect(client.kvPut('a', Buffer.from('b'), null)).rejects.toMatchObject({ name: 'ConsulError', fault });
    client.close();
  });
});
