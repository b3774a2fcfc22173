import type {
  BackendMessage,
  ChangeMessage,
  CompatibilityName,
  RevisionMessage,
  ServiceMessage,
} from '../admin-api/index.ts';
import type {
  Change,
  ChangeKind,
  Compatibility,
  Idempotency,
  MethodKind,
  MethodSummary,
  Revision,
} from '../registry/index.ts';
import { asTraffic } from './traffic-messages.ts';

const KINDS = {
  unary: 'METHOD_KIND_UNARY',
  'client-streaming': 'METHOD_KIND_CLIENT_STREAMING',
  'server-streaming': 'METHOD_KIND_SERVER_STREAMING',
  bidirectional: 'METHOD_KIND_BIDIRECTIONAL',
} as const satisfies Record<MethodKind, string>;

const IDEMPOTENCIES = {
  unknown: 'IDEMPOTENCY_UNSPECIFIED',
  'no-side-effects': 'IDEMPOTENCY_NO_SIDE_EFFECTS',
  idempotent: 'IDEMPOTENCY_IDEMPOTENT',
} as const satisfies Record<Idempotency, string>;

const COMPATIBILITIES = {
  wire_json: 'COMPATIBILITY_WIRE_JSON',
  wire: 'COMPATIBILITY_WIRE',
  none: 'COMPATIBILITY_NONE',
} as const satisfies Record<Compatibility, CompatibilityName>;

const CHANGES = {
  added: 'KIND_ADDED',
  removed: 'KIND_REMOVED',
  changed: 'KIND_CHANGED',
} as const satisfies Record<ChangeKind, string>;

/** What an upload asks for. What it does not say, or says in numbers that we do not know, gets the strictest check. */
export function requestedCompatibility(name: CompatibilityName | undefined): Compatibility {
  if (name === 'COMPATIBILITY_WIRE') return 'wire';
  if (name === 'COMPATIBILITY_NONE') return 'none';
  return 'wire_json';
}

export function asBackend(name: string, revision: Revision, active: boolean): BackendMessage {
  return { name, revision: asRevision(name, revision, active) };
}

export function asRevision(backend: string, revision: Revision, active: boolean): RevisionMessage {
  const { policy, origin, target } = revision;
  return {
    number: revision.number,
    descriptorHash: revision.descriptorHash,
    descriptorBytes: revision.descriptorBytes,
    endpoints: target.kind === 'static' ? [...target.endpoints] : [],
    consul:
      target.kind === 'consul' ? { service: target.service, tag: target.tag, datacenter: target.datacenter } : null,
    policy: {
      timeoutMs: policy.timeoutMs,
      maxTimeoutMs: policy.maxTimeoutMs,
      compatibility: COMPATIBILITIES[policy.compatibility],
      ...asTraffic(policy.traffic),
    },
    services: revision.services.map(({ name, methods }) => ({ name, backend, methods: methods.map(asMethod) })),
    createdAtUnixMs: revision.createdAtUnixMs,
    rollbackTo: origin.kind === 'rollback' ? origin.to : 0,
    active,
    policyOnly: origin.kind === 'policy',
  };
}

interface ServiceOfBackend {
  readonly name: string;
  readonly backend: string;
  readonly methods: readonly {
    readonly method: string;
    readonly kind: MethodKind;
    readonly idempotency: Idempotency;
  }[];
}

export function asService({ name, backend, methods }: ServiceOfBackend): ServiceMessage {
  return { name, backend, methods: methods.map(({ method, ...rest }) => asMethod({ name: method, ...rest })) };
}

export function asMethod({ name, kind, idempotency }: MethodSummary) {
  return { name, kind: KINDS[kind], idempotency: IDEMPOTENCIES[idempotency] };
}

export function asChange(change: Change): ChangeMessage {
  return { kind: CHANGES[change.kind], symbol: change.symbol, detail: change.detail };
}
