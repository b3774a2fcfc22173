import type { AgentInstance } from '../consul/index.ts';
import type { Config } from './config-schema.ts';
import { openConsul } from './open-consul.ts';

/** Tells the Consul agent that the configuration names of `instances`, one after the other. Rejects with `ConsulError`. */
export async function registerInstances(config: Config, instances: readonly AgentInstance[]): Promise<void> {
  const consul = await openConsul(config, null);
  try {
    for (const instance of instances) await consul.registerInstance(instance);
  } finally {
    consul.close();
  }
}
