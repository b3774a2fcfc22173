import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '../status/index.ts';
import { MethodTable } from './method-table.ts';
import type { BackendRecord } from './registration.ts';
import type { Store } from './store.ts';
import { StoreError } from './store-error.ts';

/** What became of one backend. `same`: it was there already, with the same history. */
export interface CopiedBackend {
  readonly name: string;
  readonly revisions: number;
  readonly outcome: 'copied' | 'same';
}

export type CopyResult =
  | { readonly kind: 'copied'; readonly backends: readonly CopiedBackend[] }
  /** Nothing was written. */
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/** Each is a change that somebody else made to the target meanwhile. */
const ATTEMPTS = 50;

/**
 * Copies all backends with their whole history from one store to another. Where one of them is there already with
 * another history, or claims a service that another backend there serves, nothing is copied. Cut short, it can be run again
 * and goes on. Rejects with `StoreError`.
 */
export async function copyRegistry(from: Store, to: Store): Promise<CopyResult> {
  const { records, damaged } = await from.load();
  const unreadable = damaged.map(({ name, detail }) =>
    copyFinding('UNREADABLE', name, `${name} cannot be read: ${detail}`),
  );
  const copied = new Set<string>();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const target = new Map((await to.load()).records.map((record) => [record.name, record]));
    const findings = [...unreadable, ...conflicts(records, target)];
    if (findings.length > 0) return { kind: 'refused', findings };
    if (await copyMissing(from, to, records, target, copied)) {
      return { kind: 'copied', backends: records.map((record) => copiedBackend(record, copied)) };
    }
  }
  throw new StoreError('unavailable', 'others change the registry all the time; try again');
}

/** False where somebody else changed the target meanwhile: what was found out about it does not hold any more. */
async function copyMissing(
  from: Store,
  to: Store,
  records: readonly BackendRecord[],
  target: ReadonlyMap<string, BackendRecord>,
  copied: Set<string>,
): Promise<boolean> {
  for (const record of records) {
    if (target.has(record.name)) continue;
    for (const hash of new Set(record.revisions.map(({ descriptorHash }) => descriptorHash))) {
      await to.putDescriptors(hash, await from.getDescriptors(hash));
    }
    const result = await to.commit(record, 0);
    if (result.kind !== 'committed') return false;
    copied.add(record.name);
  }
  return true;
}

function conflicts(records: readonly BackendRecord[], target: ReadonlyMap<string, BackendRecord>): readonly Finding[] {
  const findings: Finding[] = [];
  for (const record of records) {
    const there = target.get(record.name);
    if (there === undefined || isDeepStrictEqual(there, record)) continue;
    findings.push(copyFinding('BACKEND_EXISTS', record.name, `Backend ${record.name} is there with another history`));
  }
  const union = new Map([...records.map((record) => [record.name, record] as const), ...target]);
  for (const { service, owner, backend } of new MethodTable(union.values()).contested) {
    findings.push(copyFinding('FORBIDDEN', service, `Service ${service} is claimed by ${owner} and by ${backend}`));
  }
  return findings;
}

function copyFinding(rule: string, symbol: string, message: string): Finding {
  return { rule, file: '', symbol, message, remedy: 'Remove one of the two, or copy into an empty registry.' };
}

function copiedBackend({ name, revisions }: BackendRecord, copied: ReadonlySet<string>): CopiedBackend {
  return { name, revisions: revisions.length, outcome: copied.has(name) ? 'copied' : 'same' };
}
