export type ChangeKind = 'added' | 'removed' | 'changed';

/** One symbol that differs between two descriptor sets. */
export interface Change {
  readonly kind: ChangeKind;
  /** Full name. */
  readonly symbol: string;
  /** What changed, in a few words. */
  readonly detail: string;
}
