import type { Endpoint } from './engine.ts';

/** An endpoint as a source knows it. */
export interface SourcedEndpoint {
  /** HOST:PORT: what it is known by while it comes and goes. */
  readonly address: string;
  readonly endpoint: Endpoint;
  /** Its share of the calls, next to the weights of the others. From 1. */
  readonly weight: number;
  /** What it may be chosen by, such as the version that it runs. */
  readonly tags: readonly string[];
}

/**
 * Where the endpoints of a backend come from. A source says all that there are, whenever that changes, and the first
 * time as soon as it knows; an endpoint that it no longer names finishes the calls that it has. What it cannot reach
 * is no reason to say that there are none.
 */
export interface EndpointSource {
  /** Begins to tell `listener`. Called once. It may tell from within this. */
  follow(listener: (endpoints: readonly SourcedEndpoint[]) => void): void;
  /** How long ago it was confirmed that these are all; null: they are what the registration says, whenever. Milliseconds. */
  ageMs(): number | null;
  /** Tells nothing any more. */
  close(): void;
}
