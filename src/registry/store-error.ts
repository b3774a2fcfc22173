/**
 * Why a store did not do what it was asked:
 * - `locked`: another process writes to it.
 * - `full`: there is no room left; what was stored is intact.
 * - `read-only`: it may be read but not written.
 * - `missing`: what was asked for is not stored.
 * - `damaged`: what is stored is not what was written.
 * - `unavailable`: it cannot be reached, or failed in any other way.
 */
export type StoreFault = 'locked' | 'full' | 'read-only' | 'missing' | 'damaged' | 'unavailable';

/** A store that failed. The data plane is not affected: what is live serves on. */
export class StoreError extends Error {
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.fault = fault;
  }
}
