import { ConsulError } from '../../consul/index.ts';
import { StoreError } from '../store-error.ts';

/** Runs what asks Consul, and turns its errors into those of a store. */
export async function asStore<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof ConsulError ? storeErrorOf(error) : error;
  }
}

function storeErrorOf(error: ConsulError): StoreError {
  switch (error.fault) {
    case 'denied':
      return new StoreError('read-only', `${error.message}: the token has no policy for this`, error);
    case 'too-large':
      return new StoreError('full', error.message, error);
    case 'malformed':
      return new StoreError('damaged', error.message, error);
    default:
      return new StoreError('unavailable', error.message, error);
  }
}

/** The other way: for what a follower of Consul is to try again. */
export async function asConsul(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new ConsulError(error.fault === 'damaged' ? 'malformed' : 'failed', error.message, error);
  }
}
