import type { Explainer } from '../call/index.ts';

/** What the control plane needs of the way of a call. */
export type CallsView = Pick<Explainer, 'explain'>;
