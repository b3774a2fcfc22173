import type { Finding } from '../status/index.ts';
import type { BackendRecord, Compatibility, Revision, Target } from './registration.ts';
import type { TrafficPolicy } from './traffic-policy.ts';

/** What a backend team hands in to make a new revision. Nothing of it is trusted. */
export interface Upload {
  /** The backend's name: DNS-safe, 1 to 63 characters. */
  readonly name: string;
  /** The bytes of a `google.protobuf.FileDescriptorSet` with all imports. Not changed, and not kept unless accepted. */
  readonly descriptorSet: Uint8Array;
  readonly target: Target;
  readonly policy: RequestedPolicy;
  /** Say what would happen; change nothing. */
  readonly dryRun: boolean;
}

export interface RequestedPolicy {
  /** What a call gets that asks for no timeout. 0: the registry's default. */
  readonly timeoutMs: number;
  /** What a call gets at most. 0: the registry's default. */
  readonly maxTimeoutMs: number;
  readonly traffic: TrafficPolicy;
  /** `none` forces a change that breaks clients. */
  readonly compatibility: Compatibility;
}

/**
 * What an upload was refused for, in the order of weight: where findings of several causes stand together, the first
 * of these counts.
 * - `upload`: the upload itself is not right (INVALID_ARGUMENT).
 * - `owner`: it claims a service that another backend owns (PERMISSION_DENIED).
 * - `live`: it does not fit what is live (FAILED_PRECONDITION).
 * - `busy`: too many uploads are being checked (RESOURCE_EXHAUSTED).
 */
export type RefusalCause = 'upload' | 'owner' | 'live' | 'busy';

export interface Accepted {
  readonly kind: 'accepted';
  /** The record as it stands now; on a dry run, as it would be. */
  readonly record: BackendRecord;
  /** Its live revision; on a dry run, the one that would be. */
  readonly revision: Revision;
  /** False: the live revision is the same already, and nothing was written. */
  readonly changed: boolean;
  readonly dryRun: boolean;
}

export interface Refused {
  readonly kind: 'refused';
  readonly cause: RefusalCause;
  /** All that is wrong; never empty. */
  readonly findings: readonly Finding[];
}

/** Another change of the same backend came first (ABORTED). Nothing was changed by this one. */
export interface Conflict {
  readonly kind: 'conflict';
  /** The record as the other change left it. */
  readonly current: BackendRecord | null;
}

/** There is no such backend, or no such revision of it (NOT_FOUND). */
export interface Missing {
  readonly kind: 'missing';
  readonly message: string;
}

export type RegisterResult = Accepted | Refused | Conflict;
export type RollbackResult = Accepted | Refused | Conflict | Missing;
export type RemoveResult = { readonly kind: 'removed'; readonly record: BackendRecord } | Conflict | Missing;
