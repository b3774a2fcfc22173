import type { Finding } from '../status/index.ts';
import type { Admission } from './admission.ts';
import type { CompatibilityCheck } from './compatibility.ts';
import type { CompiledSets } from './compiled-sets.ts';
import type { Change } from './diff.ts';
import type { BackendRecord } from './registration.ts';
import type { Store } from './store.ts';
import type { Missing, Refused } from './upload.ts';

/** What the live revision of a backend is compared with. */
export type DiffAgainst =
  /** A descriptor set: what would change if it were registered. */
  | { readonly kind: 'descriptors'; readonly bytes: Uint8Array }
  /** Another revision: what would change if it were rolled back to. */
  | { readonly kind: 'revision'; readonly number: number }
  /** The revision before the live one: what the last change has changed. */
  | { readonly kind: 'previous' };

export interface Difference {
  readonly kind: 'difference';
  readonly fromRevision: number;
  /** 0: the descriptor set. */
  readonly toRevision: number;
  readonly changes: readonly Change[];
  /** What the compatibility check of the live revision's policy has against the step from one to the other. */
  readonly incompatibilities: readonly Finding[];
}

export type DiffResult = Difference | Refused | Missing;

export interface DiffParts {
  readonly store: Store;
  readonly admission: Admission;
  readonly compatibility: CompatibilityCheck;
}

export async function diffBackend(
  record: BackendRecord,
  _against: DiffAgainst,
  _compiled: CompiledSets,
  _parts: DiffParts,
): Promise<DiffResult> {
  return { kind: 'missing', message: `Backend ${record.name} cannot be compared yet.` };
}
