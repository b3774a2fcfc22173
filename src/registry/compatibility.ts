import type { Finding } from '../status/index.ts';
import type { Compatibility } from './registration.ts';

/** The categories that there is something to check for. */
export type CompatibilityCategory = Exclude<Compatibility, 'none'>;

/** Holds one descriptor set against an earlier one. */
export interface CompatibilityCheck {
  /**
   * What clients of `before` would trip over if `after` went live; empty where nothing would break them. Both are in
   * canonical form, as admission gives it. A check that could not be made is a finding too.
   */
  check(before: Uint8Array, after: Uint8Array, category: CompatibilityCategory): Promise<readonly Finding[]>;
}
