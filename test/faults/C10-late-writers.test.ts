import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConsulAgent } from '../support/consul-agent.ts';
import { largeSet, recordOf, writeRevision } from '../support/consul-records.ts';
import { consulStore } from '../support/consul-store.ts';
import { waitFor } from '../support/wait-for.ts';
import { WriteProxy } from '../support/write-proxy.ts';

let agent: ConsulAgent;
let proxy: WriteProxy;
beforeAll(async () => {
  agent = await ConsulAgent.start();
  proxy = await WriteProxy.start(agent.ports.http);
});
afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await agent[Symbol.asyncDispose]();
});

/** A write that the proxy keeps until the test lets it go. */
class HeldWrite {
  readonly #events = new EventEmitter();
  #isHere = false;

  async arrive(): Promise<'forward'> {
    this.#isHere = true;
    await once(this.#events, 'release');
    return 'forward';
  }

  arrived(): Promise<void> {
    return waitFor('the write is on its way', () => this.#isHere);
  }

  release(): void {
    this.#events.emit('release');
  }
}

/** Nobody holds a lock that could be lost: each write says what it goes on from, and Consul compares. */
describe('C10', () => {
  it('a writer whose last write arrives after that of another one fails by compare-and-set, with what is stored', async () => {
    const [late, other] = [consulStore(proxy.port), consulStore(agent.ports.http)];
    const first = await writeRevision(other, 'things', []);
    const { bytes, hash } = largeSet();
    await late.putDescriptors(hash, bytes);
    await late.load();
    const held = new HeldWrite();
    proxy.decide = () => held.arrive();
    const commit = late.commit(recordOf('things', [first, hash]), 1);
    await held.arrived();
    const second = await writeRevision(other, 'things', [first]);
    held.release();
    expect(await commit).toEqual({ kind: 'conflict', current: recordOf('things', [first, second]) });
    expect((await other.load()).records).toEqual([recordOf('things', [first, second])]);
    await Promise.all([late.close(), other.close()]);
  });

  it('a writer whose answer is lost learns from what is stored that its write went through, once', async () => {
    const store = consulStore(proxy.port);
    proxy.decide = (_, path) => (path.startsWith('/v1/txn') ? 'lose-answer' : 'forward');
    const hash = await writeRevision(store, 'answers', []);
    proxy.decide = () => 'forward';
    const { records } = await store.load();
    expect(records.find(({ name }) => name === 'answers')).toEqual(recordOf('answers', [hash]));
    const again = await writeRevision(store, 'answers', [hash]);
    expect(again).not.toBe(hash);
    await store.close();
  });

  it('a writer that says that nothing was written is right, also once its write arrives late', async () => {
    const store = consulStore(proxy.port, { consul: { timeoutMs: 200 } });
    const { bytes, hash } = largeSet();
    await store.putDescriptors(hash, bytes);
    const held = new HeldWrite();
    proxy.decide = (_, path) => (path.startsWith('/v1/txn') ? held.arrive() : 'forward');
    const commit = store.commit(recordOf('lost', [hash]), 0);
    await expect(commit).rejects.toMatchObject({
      fault: 'unavailable',
      message: expect.stringContaining('nothing was written'),
    });
    const refused = proxy.answered('/v1/txn', 409);
    held.release();
    proxy.decide = () => 'forward';
    await waitFor('the write has arrived', () => proxy.answered('/v1/txn', 409) > refused);
    expect((await store.load()).records.map(({ name }) => name)).not.toContain('lost');
    expect(await store.commit(recordOf('lost', [hash]), 0)).toEqual({ kind: 'committed' });
    await store.close();
  });
});
