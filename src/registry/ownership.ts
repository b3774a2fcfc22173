import type { Finding } from '../status/index.ts';
import { finding } from './admission/findings.ts';
import type { MethodTable } from './method-table.ts';
import type { ServiceSummary } from './registration.ts';

/** The services that `backend` may not serve because another one does. There is no last one that wins. */
export function ownershipFindings(
  backend: string,
  services: readonly ServiceSummary[],
  methods: MethodTable,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { name } of services) {
    const owner = methods.findService(name)?.backend ?? backend;
    if (owner === backend) continue;
    findings.push(finding('FORBIDDEN', { file: '', symbol: name }, `Service ${name} is served by backend ${owner}`));
  }
  return findings;
}
