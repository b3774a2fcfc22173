import { describe, expect, it } from 'vitest';
import { MethodIndex } from '../../../src/registry/method-index.ts';
import type { MethodEntry } from '../../../src/registry/method-table.ts';
import { revision } from '../../support/admin-views.ts';

function entries(service: string, ...names: string[]): MethodEntry[] {
  return names.map((method) => ({
    service,
    method,
    path: `/${service}/${method}`,
    kind: 'unary',
    idempotency: 'unknown',
    backend: 'shop',
    revision: revision(),
  }));
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `Method${index}`);

describe('the index of methods', () => {
  it('tells methods of one name apart by their services', () => {
    const index = new MethodIndex();
    const [orders, stock] = [entries('Orders', 'Get', 'List'), entries('Stock', 'Get')];
    index.add('Orders', orders);
    index.add('Stock', stock);
    expect(index.find('Orders', 'Get')).toBe(orders[0]);
    expect(index.find('Stock', 'Get')).toBe(stock[0]);
    // The name is known, but of another service: the row must end where the service does.
    expect(index.find('Stock', 'List')).toBeUndefined();
    expect(index.find('Prices', 'Get')).toBeUndefined();
    expect(index.find('Orders', 'Delete')).toBeUndefined();
  });

  it.each([0, 1, 31, 32, 33, 500])('finds each of %d methods of a service', (count) => {
    const index = new MethodIndex();
    const methods = entries('Wide', ...many(count));
    index.add('Wide', methods);
    index.add('Next', entries('Next', 'Other'));
    for (const entry of methods) expect(index.find('Wide', entry.method)).toBe(entry);
    expect(index.find('Wide', 'Other')).toBeUndefined();
  });

  it.each([3, 100])('forgets a service of %d methods, and leaves the copy it came from as it was', (count) => {
    const index = new MethodIndex();
    const methods = entries('Wide', ...many(count));
    index.add('Wide', methods);
    const copy = index.copy();
    copy.remove('Wide');
    copy.add('Late', entries('Late', 'Brand'));
    expect(copy.find('Wide', 'Method0')).toBeUndefined();
    expect(index.find('Wide', 'Method0')).toBe(methods[0]);
    expect([index.find('Late', 'Brand'), copy.find('Late', 'Brand')?.path]).toEqual([undefined, '/Late/Brand']);
  });

  it('says when so much was removed that a new one is worth making', () => {
    const index = new MethodIndex();
    for (let number = 0; number < 20; number++) index.add(`S${number}`, entries(`S${number}`, ...many(10)));
    for (let number = 0; number < 10; number++) index.remove(`S${number}`);
    expect(index.isSparse).toBe(false);
    for (let number = 10; number < 15; number++) index.remove(`S${number}`);
    expect(index.isSparse).toBe(true);
    expect(index.find('S19', 'Method9')?.path).toBe('/S19/Method9');
  });
});
