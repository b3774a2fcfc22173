import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsulClient, MAX_TXN_OPERATIONS, MAX_VALUE_BYTES, READ_NOW } from '../../src/consul/index.ts';
import { descriptorHash } from '../../src/registry/index.ts';
import { ConsulAgent } from '../support/consul-agent.ts';
import { consulClient } from '../support/consul-client.ts';
import { consulStore } from '../support/consul-store.ts';

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

describe('C8', () => {
  it('a value of 512 KiB is taken, and one of a byte more is not', async () => {
    expect(await consul.kvPut('large', Buffer.alloc(MAX_VALUE_BYTES, 7), null)).toBe(true);
    await expect(consul.kvPut('large', Buffer.alloc(MAX_VALUE_BYTES + 1), null)).rejects.toMatchObject({
      fault: 'too-large',
    });
    expect((await consul.kvGet('large', READ_NOW)).value?.value).toEqual(Buffer.alloc(MAX_VALUE_BYTES, 7));
  });

  it('64 steps of a transaction are taken, and not 65', async () => {
    const steps = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ verb: 'check-not-exists', key: `no/${index}` }) as const);
    expect(await consul.txn(steps(MAX_TXN_OPERATIONS))).toMatchObject({ kind: 'done' });
    await expect(consul.txn(steps(MAX_TXN_OPERATIONS + 1))).rejects.toMatchObject({ fault: 'too-large' });
  });

  it.each([512 * 1024 - 200, 512 * 1024, 512 * 1024 + 1, 3 * 512 * 1024])(
    'a descriptor set of %i bytes that no compression shortens is kept',
    async (size) => {
      const bytes = randomBytes(size);
      const store = consulStore(agent.ports.http);
      await store.putDescriptors(descriptorHash(bytes), bytes);
      expect(Buffer.from(await store.getDescriptors(descriptorHash(bytes))).equals(bytes)).toBe(true);
      for (const { value } of (await consul.kvList('trunkline/', READ_NOW)).value) {
        expect(value.length).toBeLessThan(MAX_VALUE_BYTES);
      }
      await store.close();
    },
  );
});
