import { systemClock } from '../clock/index.ts';
import { type Collected, ConsulStore, type CopyResult, copyRegistry, FileStore } from '../registry/index.ts';
import type { Config } from './config-schema.ts';
import { ConsulUse } from './open-consul.ts';
import { openStore } from './open-store.ts';

/** Copies the registry that the configuration names into a folder, which `serve --data-dir` takes. */
export function exportRegistry(config: Config, folder: string): Promise<CopyResult> {
  return between(config, folder, copyRegistry);
}

/** Copies the registry in a folder, such as that of a gateway that is down, into the one that the configuration names. */
export function importRegistry(config: Config, folder: string): Promise<CopyResult> {
  return between(config, folder, (named, ofFolder) => copyRegistry(ofFolder, named));
}

/** Deletes what no registration in Consul needs; null where the registry is in a folder, which keeps everything. */
export async function collectRegistry(config: Config, graceMs: number): Promise<Collected | null> {
  const store = await openStore(config, systemClock, new ConsulUse(systemClock));
  try {
    return store instanceof ConsulStore ? await store.collect(graceMs) : null;
  } finally {
    await store.close();
  }
}

async function between(config: Config, folder: string, copy: typeof copyRegistry): Promise<CopyResult> {
  const named = await openStore(config, systemClock, new ConsulUse(systemClock));
  try {
    const ofFolder = await FileStore.open(folder);
    try {
      return await copy(named, ofFolder);
    } finally {
      await ofFolder.close();
    }
  } finally {
    await named.close();
  }
}
