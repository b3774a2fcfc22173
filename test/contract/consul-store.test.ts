import { afterAll, beforeAll } from 'vitest';
import { ConsulAgent } from '../support/consul-agent.ts';
import { consulStore } from '../support/consul-store.ts';
import { storeContract } from './store.contract.ts';

let agent: ConsulAgent;
beforeAll(async () => {
  agent = await ConsulAgent.start();
});
afterAll(() => agent[Symbol.asyncDispose]());

let prefixes = 0;

storeContract('Consul', () => {
  const prefix = `registries/${++prefixes}`;
  let store = consulStore(agent.ports.http, { prefix });
  return Promise.resolve({
    store,
    async reopen() {
      await store.close();
      store = consulStore(agent.ports.http, { prefix });
      return store;
    },
    destroy: () => store.close(),
  });
});
