import { setTimeout as pause } from 'node:timers/promises';
import { type AdminClient, adminClient } from '../../src/admin-api/index.ts';
import type { Registry } from '../../src/registry/index.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { WriteProxy } from '../../test/support/write-proxy.ts';
import { ServedGateway } from '../served-gateway.ts';
import { nameOf, registerBackend } from './company.ts';

export interface Changes {
  readonly gateways: number;
  /** From the upload to when the last gateway has it live: one for each change, sorted. */
  readonly liveMs: readonly number[];
  /** What Consul sent to one gateway for one change, at most. */
  readonly mostBytes: number;
}

const GATEWAYS = 3;
const LIVE_TIMEOUT_MS = 30_000;
/** Changes come at random, as those of people do: so long after each other at most. */
const LONGEST_GAP_MS = 3000;
const SMALLEST_SET = 10;

/** Changes one backend after the other, while three gateways follow: each behind a proxy that counts. */
export async function measureChanges(consulPort: number, registry: Registry, times: number): Promise<Changes> {
  await using followers = await Followers.start(consulPort);
  const liveMs: number[] = [];
  let mostBytes = 0;
  for (let change = 0; change < times; change++) {
    await pause(Math.random() * LONGEST_GAP_MS);
    followers.expect(nameOf(change));
    const startedAt = performance.now();
    await registerBackend(registry, change, SMALLEST_SET + 1);
    await waitFor('the change is live on all', () => followers.allTold, LIVE_TIMEOUT_MS);
    liveMs.push(followers.lastToldAt - startedAt);
    mostBytes = Math.max(mostBytes, ...followers.bytes);
  }
  return { gateways: GATEWAYS, liveMs: liveMs.sort((a, b) => a - b), mostBytes };
}

/** Gateways that say what they have live. */
class Followers implements AsyncDisposable {
  readonly #closers: (() => Promise<void>)[] = [];
  readonly #proxies: WriteProxy[] = [];
  #expected = '';
  #told = 0;
  lastToldAt = 0;

  static async start(consulPort: number): Promise<Followers> {
    const followers = new Followers();
    for (let index = 0; index < GATEWAYS; index++) {
      const proxy = await WriteProxy.start(consulPort);
      const gateway = await ServedGateway.start({ consul: `127.0.0.1:${proxy.port}` });
      const admin = adminClient(gateway.addresses.admin, { timeoutMs: LIVE_TIMEOUT_MS });
      followers.#proxies.push(proxy);
      const stopWatching = await followers.#watch(admin);
      followers.#closers.push(async () => {
        await stopWatching();
        await gateway[Symbol.asyncDispose]();
        await proxy[Symbol.asyncDispose]();
      });
    }
    return followers;
  }

  expect(name: string): void {
    this.#expected = name;
    this.#told = 0;
    for (const proxy of this.#proxies) proxy.bytesAnswered = 0;
  }

  get allTold(): boolean {
    return this.#told === GATEWAYS;
  }

  get bytes(): readonly number[] {
    return this.#proxies.map(({ bytesAnswered }) => bytesAnswered);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const close of this.#closers) await close();
  }

  async #watch(admin: AdminClient): Promise<() => Promise<void>> {
    const stop = new AbortController();
    let watching = false;
    const watched = admin.watch(
      admin.events.WatchEvents,
      {},
      ({ kind, subject }) => {
        if (kind === 'EVENT_KIND_WATCHING') watching = true;
        if (kind !== 'EVENT_KIND_BACKEND_CHANGED' || subject !== this.#expected) return;
        this.#told++;
        this.lastToldAt = performance.now();
      },
      stop.signal,
    );
    await waitFor('the watch has begun', () => watching);
    return async () => {
      stop.abort();
      await watched;
      admin.close();
    };
  }
}
