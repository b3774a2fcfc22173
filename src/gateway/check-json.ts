import { LRUCache } from 'lru-cache';
import type { TranscoderCache } from '../call/index.ts';
import type { CheckJson } from '../notify/index.ts';
import type { Registry } from '../registry/index.ts';

const MAX_TYPES = 10_000;

/** Checks JSON against a message type of a live backend. The first that has the type decides. */
export function jsonCheck(registry: Registry, transcoders: TranscoderCache): CheckJson {
  /** Which descriptors have a type: to look through those of thousands of backends takes its time. */
  const hashes = new LRUCache<string, string>({ max: MAX_TYPES });
  let generation = registry.generation;
  return async (messageType, payload) => {
    if (generation !== registry.generation) {
      hashes.clear();
      generation = registry.generation;
    }
    const hash = hashes.get(messageType) ?? (await findHash(registry, messageType));
    if (hash === undefined) return `No backend has registered a message type ${messageType}.`;
    hashes.set(messageType, hash);
    const set = await transcoders.load(hash);
    return set.checkMessage(messageType, payload) ?? null;
  };
}

async function findHash(registry: Registry, messageType: string): Promise<string | undefined> {
  const description = await registry.describe(messageType);
  if (description?.kind !== 'message') return undefined;
  return registry.list().find(({ record }) => record.name === description.backend)?.revision.descriptorHash;
}
