import type { Backend, EndpointState, Revision } from '../admin-api/index.ts';
import { balanceName } from './balance-option.ts';
import { consulName } from './consul-option.ts';
import { compatibilityName, counted, timeName } from './display-names.ts';
import { formatDuration } from './duration.ts';
import { splitName } from './split-option.ts';
import type { Column } from './table.ts';
import { trafficFacts } from './traffic-facts.ts';

/** How backends are listed, wherever they are. */
export const BACKEND_COLUMNS: readonly Column<Backend>[] = [
  { title: 'BACKEND', of: ({ name }) => name },
  { title: 'REVISION', of: ({ revision }) => revision?.number ?? 0, align: 'right' },
  { title: 'SERVICES', of: ({ revision }) => revision?.services.length ?? 0, align: 'right' },
  { title: 'METHODS', of: ({ revision }) => methodCount(revision), align: 'right' },
  { title: 'ENDPOINTS', of: ({ revision }) => (revision === null ? '' : targetName(revision, ',')) },
  { title: 'CREATED', of: ({ revision }) => timeName(revision?.createdAtUnixMs ?? 0) },
];

export const REVISION_COLUMNS: readonly Column<Revision>[] = [
  { title: 'REVISION', of: ({ number }) => number, align: 'right' },
  { title: 'LIVE', of: ({ active }) => (active ? 'live' : '-') },
  { title: 'CREATED', of: ({ createdAtUnixMs }) => timeName(createdAtUnixMs) },
  { title: 'MADE BY', of: originName },
  { title: 'SERVICES', of: ({ services }) => services.length, align: 'right' },
  { title: 'ENDPOINTS', of: (revision) => targetName(revision, ',') },
  { title: 'DESCRIPTORS', of: ({ descriptorHash }) => descriptorHash.slice(0, 12) },
];

/** `endpoints` are those that the gateway serves from now. */
export function backendFacts(
  name: string,
  revision: Revision,
  endpoints: readonly EndpointState[],
): readonly (readonly [string, string])[] {
  const { policy } = revision;
  return [
    ['backend', name],
    ['revision', `${revision.number}${revision.active ? ', live' : ''}`],
    ['created', timeName(revision.createdAtUnixMs)],
    ['endpoints', targetName(revision, ', ')],
    ...endpoints.map((endpoint, index) => [index === 0 ? 'serving' : '', endpointLine(endpoint)] as const),
    ['balance', policy === null ? 'least-requests' : balanceName(policy)],
    ...(policy?.split ? [['split', splitName(policy.split)] as const] : []),
    ...(policy === null ? [] : trafficFacts(policy)),
    ['timeout', formatDuration(policy?.timeoutMs ?? 0)],
    ['max timeout', formatDuration(policy?.maxTimeoutMs ?? 0)],
    ['compatibility', compatibilityName(policy?.compatibility ?? '')],
    ['descriptors', `sha256:${revision.descriptorHash}, ${counted(revision.descriptorBytes, 'byte')}`],
    ...revision.services.map((service, index) => [index === 0 ? 'services' : '', serviceLine(service)] as const),
  ];
}

/** Where the endpoints come from, as a registration says it. */
function targetName({ endpoints, consul }: Revision, separator: string): string {
  return consul === null ? endpoints.join(separator) : `consul:${consulName(consul)}`;
}

function originName({ rollbackTo, policyOnly }: Revision): string {
  if (rollbackTo > 0) return `rollback to ${rollbackTo}`;
  return policyOnly ? 'policy' : 'upload';
}

/** One endpoint with what it carries. */
export function endpointLine({ address, weight, tags, inFlight, calls, ejected }: EndpointState): string {
  const marks = [weight === 1 ? '' : `weight ${weight}`, ...tags, ejected ? 'ejected' : ''].filter(
    (mark) => mark !== '',
  );
  const marked = marks.length === 0 ? '' : ` (${marks.join(', ')})`;
  return `${address}${marked}: ${inFlight} in flight, ${counted(calls, 'call')}`;
}

function serviceLine({ name, methods }: Revision['services'][number]): string {
  return `${name} (${methods.map((method) => method.name).join(', ')})`;
}

function methodCount(revision: Revision | null): number {
  return (revision?.services ?? []).reduce((sum, { methods }) => sum + methods.length, 0);
}
