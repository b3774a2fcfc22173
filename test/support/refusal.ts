import { expect } from 'vitest';
import type { Refused } from '../../src/registry/index.ts';
import { startRegistry, upload } from './registry.ts';

const PLAIN = upload();

/**
 * Uploads a set to a registry that serves another one, and gives what it was refused for. That the live set stays, and
 * that nothing was added to `Object.prototype`, is asserted on the way.
 */
export async function refusal(descriptorSet: Uint8Array): Promise<Refused> {
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  const { registry, stop } = await startRegistry();
  try {
    expect(await registry.register(PLAIN)).toMatchObject({ kind: 'accepted', changed: true });
    const live = registry.methods;
    const result = await registry.register({ ...PLAIN, descriptorSet });
    expect(registry.methods).toBe(live);
    expect(registry.find('things')?.version).toBe(1);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(inherited);
    if (result.kind === 'refused') return result;
    throw new Error(`the set was not refused, but ${result.kind}`);
  } finally {
    await stop();
  }
}
