import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BackendRecord, DEFAULT_TRAFFIC, MethodTable, type Revision } from '../../../src/registry/index.ts';

/** A revision of a backend that serves some of five services; none: the backend is removed. */
interface Step {
  readonly backend: number;
  readonly services: readonly number[];
}

const step: fc.Arbitrary<Step> = fc.record({
  backend: fc.nat(4),
  services: fc.uniqueArray(fc.nat(4), { maxLength: 3 }),
});

function next(record: BackendRecord | undefined, { backend, services }: Step, at: number): BackendRecord {
  const revisions = record?.revisions ?? [];
  const revision: Revision = {
    number: revisions.length + 1,
    descriptorHash: 'ab'.repeat(32),
    descriptorBytes: 1,
    target: { kind: 'static', endpoints: ['127.0.0.1:5000'] },
    policy: { timeoutMs: 1, maxTimeoutMs: 1, compatibility: 'none', traffic: DEFAULT_TRAFFIC },
    services: services.map((service) => {
      return { name: `t.S${service}`, methods: [{ name: `M${at}`, kind: 'unary', idempotency: 'unknown' }] };
    }),
    createdAtUnixMs: at,
    origin: { kind: 'upload' },
  };
  const active = services.length === 0 ? null : revision.number;
  return { name: `b${backend}`, version: (record?.version ?? 0) + 1, active, revisions: [...revisions, revision] };
}

const content = (table: MethodTable) => ({ services: table.services(), contested: table.contested });

describe('a method table after a change', () => {
  it('is the one that all records make, whatever happened, with two claims on a service too', () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 12 }), (batches) => {
        const records = new Map<string, BackendRecord>();
        let table = MethodTable.EMPTY;
        let at = 0;
        for (const batch of batches) {
          const latest = new Map(batch.map((one) => [one.backend, one]));
          const changes = [...latest.values()].map((one) => {
            const before = records.get(`b${one.backend}`);
            return { before, after: next(before, one, ++at) };
          });
          for (const { after } of changes) records.set(after.name, after);
          table = MethodTable.after(table, changes, records.values());
          const whole = new MethodTable(records.values());
          expect(content(table)).toEqual(content(whole));
          for (const { name, methods } of whole.services()) {
            for (const { method } of methods) expect(table.find(name, method)).toEqual(whole.find(name, method));
          }
        }
      }),
    );
  });

  it('keeps the entries of what did not change, and leaves the table before it as it was', () => {
    const one = next(undefined, { backend: 1, services: [1] }, 1);
    const other = next(undefined, { backend: 2, services: [2] }, 2);
    const before = new MethodTable([one, other]);
    const removed: BackendRecord = { ...other, version: 2, active: null };
    const after = MethodTable.after(before, [{ before: other, after: removed }], [one, removed]);
    expect(after.find('t.S1', 'M1')).toBe(before.find('t.S1', 'M1'));
    expect([after.hasService('t.S2'), before.hasService('t.S2')]).toEqual([false, true]);
  });
});
