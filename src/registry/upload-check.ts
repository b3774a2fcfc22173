import type { Finding } from '../status/index.ts';
import { finding, NOWHERE, quote } from './admission/findings.ts';
import type { Target } from './registration.ts';
import { isTag, parseStaticEndpoint } from './static-endpoint.ts';
import { trafficFindings } from './traffic-check.ts';
import type { Upload } from './upload.ts';

/** A DNS label, as RFC 1123 2.1 has it, in lower case: Consul and certificates know the backend by it. */
const BACKEND_NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** What Consul's DNS can serve. Nothing of a name may mean something in a path or a query. */
const CONSUL_NAME = /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,126}[A-Za-z0-9_])?$/;
/** One revision of one backend. Beyond this, endpoints belong into a service discovery. */
const MAX_ENDPOINTS = 256;
/** The longest that Node's timers can wait. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** What is wrong with an upload besides its descriptor set. */
export function uploadFindings(upload: Upload): readonly Finding[] {
  return [
    ...nameFindings(upload),
    ...targetFindings(upload.target),
    ...timeoutFindings(upload),
    ...trafficFindings(upload.policy.traffic),
  ];
}

function nameFindings({ name }: Upload): readonly Finding[] {
  if (BACKEND_NAME.test(name)) return [];
  return [finding('ILLEGAL_BACKEND_NAME', NOWHERE, `${quote(name)} cannot be a backend’s name`)];
}

function targetFindings(target: Target): readonly Finding[] {
  if (target.kind === 'static') return endpointFindings(target.endpoints);
  const { service, tag, datacenter } = target;
  const findings: Finding[] = [];
  const check = (what: string, value: string, legal: boolean) => {
    if (!legal)
      findings.push(finding('ILLEGAL_CONSUL_TARGET', NOWHERE, `${quote(value)} cannot be the ${what} of a target`));
  };
  check('service', service, CONSUL_NAME.test(service));
  check('tag', tag, tag === '' || isTag(tag));
  check('data centre', datacenter, datacenter === '' || CONSUL_NAME.test(datacenter));
  return findings;
}

function endpointFindings(endpoints: readonly string[]): readonly Finding[] {
  if (endpoints.length > MAX_ENDPOINTS) {
    const message = `There are ${endpoints.length} endpoints, where ${MAX_ENDPOINTS} is the most`;
    return [finding('LIMIT_EXCEEDED', NOWHERE, message)];
  }
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const endpoint of endpoints) {
    const parsed = parseStaticEndpoint(endpoint);
    const address = parsed.kind === 'endpoint' ? parsed.endpoint.text : endpoint;
    const why = parsed.kind === 'illegal' ? parsed.why : 'it is listed twice';
    if (parsed.kind === 'endpoint' && !seen.has(address)) seen.add(address);
    else findings.push(finding('ILLEGAL_ENDPOINT', NOWHERE, `${quote(endpoint)} cannot be an endpoint: ${why}`));
  }
  return findings;
}

function timeoutFindings({ policy: { timeoutMs, maxTimeoutMs } }: Upload): readonly Finding[] {
  const findings: Finding[] = [];
  for (const value of [timeoutMs, maxTimeoutMs]) {
    if (Number.isInteger(value) && value >= 0 && value <= MAX_TIMEOUT_MS) continue;
    findings.push(finding('ILLEGAL_TIMEOUT', NOWHERE, `${value} ms cannot be a timeout`));
  }
  if (maxTimeoutMs > 0 && timeoutMs > maxTimeoutMs) {
    const message = `The default timeout of ${timeoutMs} ms is above the maximum of ${maxTimeoutMs} ms`;
    findings.push(finding('ILLEGAL_TIMEOUT', NOWHERE, message));
  }
  return findings;
}
