import type { Finding } from '../status/index.ts';
import { finding } from './admission/findings.ts';
import type { Admission } from './admission.ts';
import type { CompatibilityCheck } from './compatibility.ts';
import type { Compatibility, Revision, ServiceSummary } from './registration.ts';
import type { Store } from './store.ts';

export interface LiveCheckParts {
  readonly store: Store;
  readonly admission: Admission;
  readonly compatibility: CompatibilityCheck;
}

/** What is to come after the live revision. */
export interface Successor {
  readonly descriptorHash: string;
  readonly services: readonly ServiceSummary[];
  /** In canonical form. */
  readonly canonical: Uint8Array;
  readonly policy: { readonly compatibility: Compatibility };
}

/** What clients of `live` would trip over if `next` went live: what buf finds, and every service and method that is gone. */
export async function liveFindings(
  parts: LiveCheckParts,
  live: Revision,
  next: Successor,
): Promise<readonly Finding[]> {
  const category = next.policy.compatibility;
  if (category === 'none' || live.descriptorHash === next.descriptorHash) return [];
  const before = await parts.admission.admit(await parts.store.getDescriptors(live.descriptorHash));
  // It was admitted once. A gateway with stricter rules is no reason to let a change pass unchecked.
  if (before.kind === 'refused') return before.findings;
  const deleted = deletionFindings(live.services, next.services);
  return [...deleted, ...(await parts.compatibility.check(before.canonical, next.canonical, category))];
}

/** buf's wire categories let a service or method go: nobody's bytes change their meaning. Here somebody calls it. */
function deletionFindings(before: readonly ServiceSummary[], after: readonly ServiceSummary[]): readonly Finding[] {
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
