import { readFileSync } from 'node:fs';
import { systemClock } from '../../src/clock/index.ts';
import type { Registry } from '../../src/registry/index.ts';
import { ConsulAgent } from '../../test/support/consul-agent.ts';
import { consulStore } from '../../test/support/consul-store.ts';
import { ECHO_DESCRIPTORS } from '../../test/support/echo-messages.ts';
import { NodeEchoBackend } from '../../test/support/node-echo-backend.ts';
import { openRegistry, upload } from '../../test/support/registry.ts';
import { registerCompany } from './company.ts';
import { type Changes, measureChanges } from './measure-changes.ts';
import { type Lookups, measureLookups } from './measure-lookups.ts';
import { type Misses, measureMisses } from './measure-misses.ts';
import { measureStart, type Start } from './measure-start.ts';

export interface Size {
  readonly backends: number;
  readonly changes: number;
  readonly missSeconds: number;
}

export interface Figures {
  readonly backends: number;
  /** One by one, through admission. */
  readonly registeredInMs: number;
  readonly start: Start;
  readonly changes: Changes;
  readonly lookups: Lookups;
  readonly misses: Misses;
}

/** Fills a registry in a real Consul, and measures gateways on it. */
export async function measureRegistry({ backends, changes, missSeconds }: Size): Promise<Figures> {
  await using consul = await ConsulAgent.start();
  const echo = await NodeEchoBackend.start();
  const registry = await openRegistry(consulStore(consul.ports.http), { clock: systemClock });
  const startedAt = performance.now();
  await registerEcho(registry, echo.address);
  await registerCompany(registry, backends);
  const registeredInMs = performance.now() - startedAt;
  const figures = {
    backends,
    registeredInMs,
    start: await measureStart(consul.address),
    changes: await measureChanges(consul.ports.http, registry, changes),
    lookups: measureLookups(registry, backends),
    misses: await measureMisses(consul.address, missSeconds),
  };
  await registry.close();
  await echo.stop();
  return figures;
}

async function registerEcho(registry: Registry, address: string): Promise<void> {
  const target = { kind: 'static', endpoints: [address] } as const;
  const result = await registry.register(
    upload({ name: 'echo', descriptorSet: readFileSync(ECHO_DESCRIPTORS), target }),
  );
  if (result.kind !== 'accepted') throw new Error('the echo backend was not accepted');
}
