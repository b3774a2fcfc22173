import type { BackendRecord, Compatibility, Revision } from '../registry/registration.ts';
import type { Finding, StatusCode } from '../status/index.ts';

/** What the registry service needs of the registry. Everything here may take untrusted input. */
export interface RegistryControl {
  register(upload: Upload): Promise<Registered | Refused>;
  /** Every backend that was ever registered; `active` tells which of them are live. */
  list(): readonly BackendRecord[];
  find(name: string): BackendRecord | null;
  diff(name: string, other: DiffAgainst): Promise<Difference | Refused>;
  rollback(name: string, to: number): Promise<Registered | Refused>;
  remove(name: string): Promise<Removed | Refused>;
  /** A service, method, message or enum of a live revision; null where there is none. */
  describe(symbol: string): Promise<Description | null>;
}

export interface Upload {
  readonly name: string;
  readonly descriptorSet: Uint8Array;
  /** HOST:PORT of each. */
  readonly endpoints: readonly string[];
  /** 0: the gateway's default. */
  readonly timeoutMs: number;
  /** 0: the gateway's default. */
  readonly maxTimeoutMs: number;
  readonly compatibility: Compatibility;
  /** Say what would happen; change nothing. */
  readonly dryRun: boolean;
}

export interface Registered {
  readonly kind: 'registered';
  /** The live revision; on a dry run the one that would be. */
  readonly revision: Revision;
  /** False: it is the same as what was live already. */
  readonly changed: boolean;
}

export interface Removed {
  readonly kind: 'removed';
}

/** Nothing was changed, and why. */
export interface Refused {
  readonly kind: 'refused';
  readonly code: StatusCode;
  readonly message: string;
  readonly findings: readonly Finding[];
}

/** What the live revision is compared with. `previous` is the revision before it. */
export type DiffAgainst =
  | { readonly kind: 'descriptors'; readonly bytes: Uint8Array }
  | { readonly kind: 'revision'; readonly number: number }
  | { readonly kind: 'previous' };

export interface Difference {
  readonly kind: 'difference';
  readonly fromRevision: number;
  /** 0: the descriptor set of the request. */
  readonly toRevision: number;
  readonly changes: readonly Change[];
  readonly incompatibilities: readonly Finding[];
}

export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly symbol: string;
  readonly detail: string;
}

export interface Description {
  readonly symbol: string;
  readonly kind: 'service' | 'method' | 'message' | 'enum';
  readonly backend: string;
  readonly file: string;
  /** Proto source. */
  readonly source: string;
}
