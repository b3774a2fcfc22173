import { describe, expect, it } from 'vitest';
import { admit } from '../../src/registry/index.ts';
import { field, file, message, messageField, service, setOf } from '../support/descriptor-sets.ts';
import { refusal } from '../support/refusal.ts';

const money = file('money.proto', { package: 'm', messageType: [message('Money', [field('text', 1)])] });
const shop = file('shop.proto', {
  dependency: ['money.proto'],
  messageType: [message('Thing', [messageField('price', 1, '.m.Money')])],
  service: [service('Shop', ['Get'], '.t.Thing')],
});

describe('D2', () => {
  it('a missing import is MISSING_IMPORT, with the file that imports it', async () => {
    const { findings } = await refusal(setOf(shop));
    expect(findings[0]).toMatchObject({ rule: 'MISSING_IMPORT', file: 'shop.proto' });
    expect(findings[0]?.message).toContain('"money.proto"');
  });

  it('a set in any order is accepted', () => {
    const ordered = admit(setOf(money, shop));
    const unordered = admit(setOf(shop, money));
    expect(ordered).toMatchObject({ kind: 'admitted', services: [{ name: 't.Shop' }] });
    expect(unordered).toMatchObject({ kind: 'admitted', services: [{ name: 't.Shop' }] });
    expect(ordered.kind === 'admitted' && ordered.canonical).toEqual(
      unordered.kind === 'admitted' && unordered.canonical,
    );
  });
});
