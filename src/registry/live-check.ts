import type { Finding } from '../status/index.ts';
import { finding } from './admission/findings.ts';
import type { CompatibilityCategory, CompatibilityCheck } from './compatibility.ts';
import type { ServiceSummary } from './registration.ts';

export interface ComparedSet {
  readonly bytes: Uint8Array;
  readonly services: readonly ServiceSummary[];
}

/** What clients of `before` would trip over: what buf finds, and every service and method that is gone. */
export async function compatibilityFindings(
  check: CompatibilityCheck,
  category: CompatibilityCategory,
  { before, after }: { readonly before: ComparedSet; readonly after: ComparedSet },
): Promise<readonly Finding[]> {
  const deleted = deletionFindings(before.services, after.services);
  return [...deleted, ...(await check.check(before.bytes, after.bytes, category))];
}

/** buf's wire categories let a service or method go: nobody's bytes change their meaning. Here somebody calls it. */
export function deletionFindings(
  before: readonly ServiceSummary[],
  after: readonly ServiceSummary[],
): readonly Finding[] {
  const findings: Finding[] = [];
  const kept = new Map(after.map((service) => [service.name, new Set(service.methods.map(({ name }) => name))]));
  for (const service of before) {
    const methods = kept.get(service.name);
    if (methods === undefined) {
      const place = { file: '', symbol: service.name };
      findings.push(finding('SERVICE_DELETED', place, `Service ${service.name} is live and would be gone`));
      continue;
    }
    for (const { name } of service.methods) {
      if (methods.has(name)) continue;
      const symbol = `${service.name}.${name}`;
      findings.push(finding('METHOD_DELETED', { file: '', symbol }, `Method ${symbol} is live and would be gone`));
    }
  }
  return findings;
}
