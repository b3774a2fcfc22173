import type { CallStart } from './engine.ts';

/** What the choice of an endpoint needs to know of a call besides. */
export interface InvokedStart extends CallStart {
  /** Whose session it is. */
  readonly user: string;
}
