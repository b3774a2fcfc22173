import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Balance, DEFAULT_TRAFFIC, type Split } from '../../../src/registry/index.ts';
import { type RegistryUnderTest, startRegistry, upload } from '../../support/registry.ts';

const SPLIT: Split = { tag: 'v2', percent: 5, match: null };
const withSplit = (over: Partial<Split>) => ({ ...DEFAULT_TRAFFIC, split: { ...SPLIT, ...over } });
const byKey = (key: string) => ({ ...DEFAULT_TRAFFIC, balance: { kind: 'hash-metadata', key } satisfies Balance });

let world: RegistryUnderTest;
beforeAll(async () => {
  world = await startRegistry();
});
afterAll(() => world.stop());

const register = (traffic: typeof DEFAULT_TRAFFIC) => {
  const { policy, ...rest } = upload();
  return world.registry.register({ ...rest, policy: { ...policy, traffic } });
};

describe('the traffic part of a policy', () => {
  it.each([
    byKey(''),
    byKey('Tenant'),
    byKey('grpc-timeout'),
    withSplit({ tag: '' }),
    withSplit({ percent: 101 }),
    withSplit({ percent: Number.NaN }),
    withSplit({ match: { key: '', value: 'yes' } }),
    withSplit({ match: { key: 'canary', value: 'a\nb' } }),
  ])('is refused where it is out of its range: %j', async (traffic) => {
    const result = await register(traffic);
    expect(result).toMatchObject({ kind: 'refused', cause: 'upload', findings: [{ rule: 'ILLEGAL_POLICY' }] });
  });

  it('is part of a revision, and makes a new one where it changes', async () => {
    await register(DEFAULT_TRAFFIC);
    const changed = await register(byKey('tenant'));
    expect(changed).toMatchObject({ changed: true, revision: { number: 2, policy: { traffic: byKey('tenant') } } });
    expect(await register(byKey('tenant'))).toMatchObject({ changed: false });
  });

  it('changes its split without an upload, once', async () => {
    await register(DEFAULT_TRAFFIC);
    const split = await world.registry.split('things', SPLIT);
    expect(split).toMatchObject({
      changed: true,
      revision: { origin: { kind: 'policy' }, policy: { traffic: { split: SPLIT } } },
    });
    expect(await world.registry.split('things', SPLIT)).toMatchObject({ changed: false });
    expect(await world.registry.split('things', { ...SPLIT, tag: '' })).toMatchObject({ kind: 'refused' });
    expect(await world.registry.split('nothing', null)).toMatchObject({ kind: 'missing' });
  });
});
