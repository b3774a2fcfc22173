import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StoreError, type StoreFault } from '../store-error.ts';

/**
 * What a write that has not finished is called. One that is found at the start was left behind by a crash; but the lock's
 * may be that of a process which is just being refused.
 */
export const TEMPORARY = /^\.(?!lock\.).*\.tmp$/;

/**
 * Writes a file so that at any moment, a crash or a loss of power included, there is the old content or the new one and
 * nothing between: written to a temporary file, synced, renamed, and the folder synced. Rejects with `StoreError`, and
 * leaves nothing behind then.
 */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', 0o640);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw storeError(error, `${path} could not be written`);
  }
}

/** Makes the names in a folder durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const FAULTS: ReadonlyMap<string, StoreFault> = new Map<string, StoreFault>([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EFBIG', 'full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['ENOENT', 'missing'],
]);

/** An error of the file system as a `StoreError`; one that is already passes through. */
export function storeError(error: unknown, message: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = errorCode(error);
  return new StoreError(FAULTS.get(code) ?? 'unavailable', `${message}: ${code || String(error)}`, error);
}

/** The code of a system error, such as `ENOENT`; empty where it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
