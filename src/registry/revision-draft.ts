import { isDeepStrictEqual } from 'node:util';
import type { BackendRecord, Policy, Revision, ServiceSummary, Target } from './registration.ts';

/** What a new revision is to say, before it has a number. */
export interface RevisionDraft {
  readonly descriptorHash: string;
  readonly descriptorBytes: number;
  readonly target: Target;
  readonly policy: Policy;
  readonly services: readonly ServiceSummary[];
  readonly origin: Revision['origin'];
}

/** Whether a draft says what `live` says already. Who made it, and when, is no difference. */
export function sameAs(live: Revision, draft: RevisionDraft): boolean {
  return (
    live.descriptorHash === draft.descriptorHash &&
    isDeepStrictEqual(live.policy, draft.policy) &&
    isDeepStrictEqual(live.target, draft.target)
  );
}

/** The record of `name` with one more revision, which is live. Numbers go on where they stopped, after a removal too. */
export function withRevision(
  name: string,
  record: BackendRecord | undefined,
  draft: RevisionDraft,
  createdAtUnixMs: number,
): { readonly record: BackendRecord; readonly revision: Revision } {
  const revisions = record?.revisions ?? [];
  const number = (revisions.at(-1)?.number ?? 0) + 1;
  const revision: Revision = { number, ...draft, createdAtUnixMs };
  const version = (record?.version ?? 0) + 1;
  return { record: { name, version, active: number, revisions: [...revisions, revision] }, revision };
}
