import type { Finding } from '../status/index.ts';
import type { CompiledSets } from './compiled-sets.ts';
import { DescriptorSet } from './descriptor-set.ts';
import { type Change, diffSets } from './diff.ts';
import { type LiveCheckParts, liveFindings } from './live-check.ts';
import { findLive } from './method-table.ts';
import type { BackendRecord, Revision } from './registration.ts';
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

/** The two ends of a comparison. */
interface Step {
  readonly from: Revision;
  readonly toRevision: number;
  readonly after: Uint8Array;
}

/** Compares the live revision of `record`; one that was removed has none, and then there is nothing to compare. */
export async function diffBackend(
  record: BackendRecord,
  against: DiffAgainst,
  compiled: CompiledSets,
  parts: LiveCheckParts,
): Promise<DiffResult> {
  const live = findLive(record);
  if (live === undefined) return { kind: 'missing', message: `There is no backend ${record.name}.` };
  const step = await findStep(record, live, against, parts);
  if ('kind' in step) return step;
  const admitted = await parts.admission.admit(step.after);
  if (admitted.kind === 'refused') return { kind: 'refused', cause: 'upload', findings: admitted.findings };
  const before = await compiled.get(step.from.descriptorHash);
  const after = DescriptorSet.compile(admitted.canonical);
  return {
    kind: 'difference',
    fromRevision: step.from.number,
    toRevision: step.toRevision,
    changes: diffSets(before.files, after.files),
    incompatibilities: await liveFindings(parts, step.from, {
      descriptorHash: admitted.hash,
      services: admitted.services,
      canonical: admitted.canonical,
      policy: live.policy,
    }),
  };
}

async function findStep(
  record: BackendRecord,
  live: Revision,
  against: DiffAgainst,
  { store }: LiveCheckParts,
): Promise<Step | Missing> {
  if (against.kind === 'descriptors') return { from: live, toRevision: 0, after: against.bytes };
  if (against.kind === 'revision') {
    const to = record.revisions.find(({ number }) => number === against.number);
    if (to === undefined) {
      return { kind: 'missing', message: `Backend ${record.name} has no revision ${against.number}.` };
    }
    return { from: live, toRevision: to.number, after: await store.getDescriptors(to.descriptorHash) };
  }
  const before = record.revisions.find(({ number }) => number === live.number - 1);
  if (before === undefined) {
    return { kind: 'missing', message: `Backend ${record.name} has no revision before the live one.` };
  }
  return { from: before, toRevision: live.number, after: await store.getDescriptors(live.descriptorHash) };
}
