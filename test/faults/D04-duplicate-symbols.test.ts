import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { field, file, message, plainSet, service, setOf } from '../support/descriptor-sets.ts';
import { refusal } from '../support/refusal.ts';
import { FORCED, type RegistryUnderTest, startRegistry, upload } from '../support/registry.ts';

describe('D4', () => {
  let test: RegistryUnderTest;
  beforeEach(async () => {
    test = await startRegistry();
  });
  afterEach(() => test.stop());

  it('a symbol that is declared twice in a file is DUPLICATE_SYMBOL', async () => {
    const { findings } = await refusal(setOf(file('a.proto', { messageType: [message('M'), message('M')] })));
    expect(findings).toMatchObject([{ rule: 'DUPLICATE_SYMBOL', file: 'a.proto', symbol: 't.M' }]);
  });

  it('a symbol that is declared in two files of a set is DUPLICATE_SYMBOL, naming the other file', async () => {
    const declared = { messageType: [message('M')] };
    const { findings } = await refusal(setOf(file('a.proto', declared), file('b.proto', declared)));
    expect(findings).toMatchObject([{ rule: 'DUPLICATE_SYMBOL', file: 'b.proto', symbol: 't.M' }]);
    expect(findings[0]?.message).toContain('"a.proto"');
  });

  it.each([
    ['a new backend', 'rival'],
    ['a backend that is live with services of its own', 'other'],
  ])('a service that another registration owns is FORBIDDEN to %s, naming the owner', async (_, name) => {
    const { registry } = test;
    await registry.register(upload());
    await registry.register(upload({ name: 'other', descriptorSet: plainSet('o') }));
    const live = registry.methods;
    const result = await registry.register(upload({ name, policy: FORCED }));
    expect(result).toMatchObject({ kind: 'refused', cause: 'owner' });
    expect(result).toMatchObject({ findings: [{ rule: 'FORBIDDEN', symbol: 't.ThingService' }] });
    expect(result.kind === 'refused' && result.findings[0]?.message).toContain('backend things');
    expect(registry.methods).toBe(live);
    expect(registry.methods.find('t.ThingService', 'Get')?.backend).toBe('things');
  });

  it('a file and a message that another registration also has are accepted, in another version even', async () => {
    const { registry } = test;
    const money = (...fields: string[]) =>
      file('money.proto', {
        package: 'm',
        messageType: [
          message(
            'Money',
            fields.map((name, index) => field(name, index + 1)),
          ),
        ],
      });
    const shop = (name: string) =>
      file(`${name}.proto`, {
        package: name,
        dependency: ['money.proto'],
        service: [service('Shop', ['Get'], '.m.Money')],
      });
    expect(await registry.register(upload({ name: 'a', descriptorSet: setOf(money('x'), shop('a')) }))).toMatchObject({
      kind: 'accepted',
    });
    expect(
      await registry.register(upload({ name: 'b', descriptorSet: setOf(money('x', 'y'), shop('b')) })),
    ).toMatchObject({ kind: 'accepted' });
    expect((await registry.describe('m.Money'))?.backend).toBe('a');
    expect(registry.methods.services().map(({ name }) => name)).toEqual(['a.Shop', 'b.Shop']);
  });

  it('of two backends that register one service at the same time, one gets it', async () => {
    const results = await Promise.all([
      test.registry.register(upload({ name: 'a' })),
      test.registry.register(upload({ name: 'b' })),
    ]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['accepted', 'refused']);
    expect(test.registry.list()).toHaveLength(1);
  });

  it('a service is free once its owner is removed', async () => {
    const { registry } = test;
    await registry.register(upload());
    await registry.remove('things');
    expect(await registry.register(upload({ name: 'heir' }))).toMatchObject({ kind: 'accepted' });
    expect(await registry.rollback('things', 1)).toMatchObject({ kind: 'refused', cause: 'owner' });
  });
});
