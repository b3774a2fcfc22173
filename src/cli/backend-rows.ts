import type { Backend, Revision } from '../admin-api/index.ts';
import { compatibilityName, counted, timeName } from './display-names.ts';
import { formatDuration } from './duration.ts';
import type { Column } from './table.ts';

/** How backends are listed, wherever they are. */
export const BACKEND_COLUMNS: readonly Column<Backend>[] = [
  { title: 'BACKEND', of: ({ name }) => name },
  { title: 'REVISION', of: ({ revision }) => revision?.number ?? 0, align: 'right' },
  { title: 'SERVICES', of: ({ revision }) => revision?.services.length ?? 0, align: 'right' },
  { title: 'METHODS', of: ({ revision }) => methodCount(revision), align: 'right' },
  { title: 'ENDPOINTS', of: ({ revision }) => revision?.endpoints.join(',') ?? '' },
  { title: 'CREATED', of: ({ revision }) => timeName(revision?.createdAtUnixMs ?? 0) },
];

export const REVISION_COLUMNS: readonly Column<Revision>[] = [
  { title: 'REVISION', of: ({ number }) => number, align: 'right' },
  { title: 'LIVE', of: ({ active }) => (active ? 'live' : '-') },
  { title: 'CREATED', of: ({ createdAtUnixMs }) => timeName(createdAtUnixMs) },
  { title: 'MADE BY', of: ({ rollbackTo }) => (rollbackTo === 0 ? 'upload' : `rollback to ${rollbackTo}`) },
  { title: 'SERVICES', of: ({ services }) => services.length, align: 'right' },
  { title: 'ENDPOINTS', of: ({ endpoints }) => endpoints.join(',') },
  { title: 'DESCRIPTORS', of: ({ descriptorHash }) => descriptorHash.slice(0, 12) },
];

export function backendFacts(name: string, revision: Revision): readonly (readonly [string, string])[] {
  const { policy } = revision;
  return [
    ['backend', name],
    ['revision', `${revision.number}${revision.active ? ', live' : ''}`],
    ['created', timeName(revision.createdAtUnixMs)],
    ['endpoints', revision.endpoints.join(', ')],
    ['timeout', formatDuration(policy?.timeoutMs ?? 0)],
    ['max timeout', formatDuration(policy?.maxTimeoutMs ?? 0)],
    ['compatibility', compatibilityName(policy?.compatibility ?? '')],
    ['descriptors', `sha256:${revision.descriptorHash}, ${counted(revision.descriptorBytes, 'byte')}`],
    ...revision.services.map((service, index) => [index === 0 ? 'services' : '', serviceLine(service)] as const),
  ];
}

function serviceLine({ name, methods }: Revision['services'][number]): string {
  return `${name} (${methods.map((method) => method.name).join(', ')})`;
}

function methodCount(revision: Revision | null): number {
  return (revision?.services ?? []).reduce((sum, { methods }) => sum + methods.length, 0);
}
