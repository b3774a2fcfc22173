import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Registry, StoreState } from '../../src/registry/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { consulStore } from '../support/consul-store.ts';
import { plainSet } from '../support/descriptor-sets.ts';
import { openRegistry, upload } from '../support/registry.ts';
import { waitFor } from '../support/wait-for.ts';

const ALL = 'key_prefix "trunkline/" { policy = "read" }';

let agent: ConsulAgent;
let writer: Registry;
let reader: Registry;
let policy: string;
let accessor: string;
const states: StoreState[] = [];
beforeEach(async () => {
  agent = await ConsulAgent.start({ acl: true });
  writer = await openRegistry(consulStore(agent.ports.http, { consul: { token: agent.managementToken } }));
  for (const name of ['a', 'b', 'c']) await writer.register(upload({ name, descriptorSet: plainSet(name) }));
  const made = await agent.createToken('gateway', ALL);
  accessor = made.accessor;
  policy = await agent.policyId('gateway');
  states.length = 0;
  const report = {
    damaged: () => undefined,
    stateChanged: (state: StoreState) => void states.push(state),
  };
  reader = await openRegistry(consulStore(agent.ports.http, { consul: { token: made.token } }), { report });
  await waitFor('the reader follows', () => states.at(-1)?.kind === 'current');
});
afterEach(async () => {
  await Promise.all([writer.close(), reader.close()]);
  await agent[Symbol.asyncDispose]();
});

const setRules = (rules: string) => agent.json('PUT', `/v1/acl/policy/${policy}`, { Name: 'gateway', Rules: rules });
const names = () => reader.list().map(({ record }) => record.name);

describe('C6', () => {
  it('a token without its policy takes nothing away, and once it is back so is what was missed', async () => {
    await setRules('key_prefix "other/" { policy = "read" }');
    await writer.register(upload({ name: 'd', descriptorSet: plainSet('d') }));
    await waitFor('the reader is denied', () => states.at(-1)?.kind === 'stale');
    expect(names()).toEqual(['a', 'b', 'c']);
    await setRules(ALL);
    await waitFor('the reader has what it missed', () => names().includes('d'), 5000);
    await waitFor('the reader says so', () => states.at(-1)?.kind === 'current');
  });

  it('a token that was deleted takes nothing away', async () => {
    await agent.json('DELETE', `/v1/acl/token/${accessor}`);
    await writer.remove('a');
    await waitFor('the reader is denied', () => states.at(-1)?.kind === 'stale');
    expect(names()).toEqual(['a', 'b', 'c']);
  });

  it('rows that Consul leaves out in silence are missed and told of, and none of them is taken for removed', async () => {
    await setRules(`${ALL} key_prefix "trunkline/backends/" { policy = "deny" }`);
    await writer.register(upload({ name: 'd', descriptorSet: plainSet('d') }));
    await waitFor('the reader is stale', () => states.at(-1)?.kind === 'stale');
    const why = expect.stringContaining('1 of 1 pointers are gone, or the token may not see them');
    expect(states.at(-1)).toMatchObject({ why });
    expect(names()).toEqual(['a', 'b', 'c']);
    await setRules(ALL);
    await waitFor('the reader has what it missed', () => names().includes('d'), 5000);
  });

  it('a gateway that starts while it may see a part alone says what it cannot see', async () => {
    const { token } = await agent.createToken('part', `${ALL} key "trunkline/backends/b" { policy = "deny" }`);
    const part = await openRegistry(consulStore(agent.ports.http, { consul: { token } }));
    expect(part.list().map(({ record }) => record.name)).toEqual(['a', 'c']);
    expect(part.damaged[0]?.detail).toContain('1 of 3 pointers');
    await writer.register(upload({ name: 'd', descriptorSet: plainSet('d') }));
    await waitFor('what it may see is live all the same', () => part.list().length === 3);
    // Who owns what cannot be told by who does not see all.
    await expect(part.remove('a')).rejects.toMatchObject({ name: 'StoreError', fault: 'damaged' });
    await part.close();
  });

  it('pointers that a hand deleted take nothing away from a gateway that has them', async () => {
    await agent.request('DELETE', '/v1/kv/trunkline/backends/?recurse=true');
    await writer.register(upload({ name: 'd', descriptorSet: plainSet('d') }));
    await waitFor('the reader has the new one', () => names().includes('d'));
    expect(names()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('a registry that a hand deleted takes nothing away, and stays a fault until it is put back', async () => {
    await agent.request('DELETE', '/v1/kv/trunkline/?recurse=true');
    await waitFor('the reader is stale', () => states.at(-1)?.kind === 'stale');
    expect(names()).toEqual(['a', 'b', 'c']);
  });
});
