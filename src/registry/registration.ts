/**
 * What the registry holds, as plain data. Everything that the binary path of a call needs is in here; the descriptor
 * set itself is stored apart, by its hash, and is read for JSON only.
 */

import type { TrafficPolicy } from './traffic-policy.ts';

export type MethodKind = 'unary' | 'client-streaming' | 'server-streaming' | 'bidirectional';

/** `google.protobuf.MethodOptions.IdempotencyLevel`: whether a call may be sent twice. */
export type Idempotency = 'unknown' | 'no-side-effects' | 'idempotent';

export interface MethodSummary {
  readonly name: string;
  readonly kind: MethodKind;
  readonly idempotency: Idempotency;
}

export interface ServiceSummary {
  /** Full name, without a leading dot. */
  readonly name: string;
  readonly methods: readonly MethodSummary[];
}

/** Where a backend's endpoints come from. */
export type Target =
  | { readonly kind: 'static'; readonly endpoints: readonly string[] }
  /** A service in Consul: its instances that pass. Empty `tag`: any; empty `datacenter`: that of the gateway's agent. */
  | { readonly kind: 'consul'; readonly service: string; readonly tag: string; readonly datacenter: string };

/** What a new revision is held against: `buf breaking` categories, or nothing. */
export type Compatibility = 'wire_json' | 'wire' | 'none';

export interface Policy {
  readonly traffic: TrafficPolicy;
  /** What a call gets that asks for no timeout. */
  readonly timeoutMs: number;
  /** What a call gets at most. */
  readonly maxTimeoutMs: number;
  readonly compatibility: Compatibility;
}

/** One immutable version of a registration. */
export interface Revision {
  /** Grows by one with each revision of this backend, from 1. */
  readonly number: number;
  /** sha256 of the descriptor set's bytes, in lower-case hex. */
  readonly descriptorHash: string;
  /** Size of the descriptor set. */
  readonly descriptorBytes: number;
  readonly target: Target;
  readonly policy: Policy;
  readonly services: readonly ServiceSummary[];
  readonly createdAtUnixMs: number;
  /** What made it: an upload, a change of the policy alone, or a rollback to an earlier revision. */
  readonly origin:
    | { readonly kind: 'upload' }
    | { readonly kind: 'policy' }
    | { readonly kind: 'rollback'; readonly to: number };
}

/** All revisions of one backend, and which of them is live. */
export interface BackendRecord {
  readonly name: string;
  /** Grows with every change of this record; what compare-and-set compares. */
  readonly version: number;
  /** The number of the live revision; null once the backend is removed. */
  readonly active: number | null;
  /** Oldest first. */
  readonly revisions: readonly Revision[];
}
