import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StoreError } from '../store-error.ts';
import { errorCode, storeError } from './durable-file.ts';

const HOLDER = z.object({
  pid: z.number().int().positive(),
  /** When the process began, in the kernel's ticks since boot: tells it from a later one of the same id. */
  startedAt: z.string(),
  /** Of the machine's boot: no process of an earlier boot is alive. */
  boot: z.string(),
  nonce: z.string(),
});

type Holder = z.infer<typeof HOLDER>;

/** More than one process may find a stale lock at the same time; each round, one of them gets it. */
const ATTEMPTS = 5;

/**
 * The right to write to a folder, held by one process at a time. A lock whose process is dead, or was there before the
 * machine was restarted, is taken over. The lock is a file, so it holds for processes that see the same process ids: a
 * folder must not be shared between machines or containers.
 */
export class FolderLock {
  readonly #path: string;
  readonly #text: string;

  private constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
  }

  /** Rejects with `StoreError`: `locked` where another process holds it. */
  static async acquire(folder: string): Promise<FolderLock> {
    const path = join(folder, 'lock');
    const own: Holder = { ...thisProcess(), nonce: randomBytes(8).toString('hex') };
    const text = `${JSON.stringify(own)}\n`;
    // A link makes the name and the content appear in one step: nobody reads half a lock.
    const prepared = join(folder, `.lock.${own.nonce}.tmp`);
    try {
      await writeFile(prepared, text, { flag: 'wx' });
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (await linked(prepared, path)) return new FolderLock(path, text);
        await removeIfStale(path, folder);
      }
      throw new StoreError('locked', `${path} changes hands too often`);
    } catch (error) {
      throw storeError(error, `${path} could not be taken`);
    } finally {
      await rm(prepared, { force: true }).catch(() => undefined);
    }
  }

  /** Rejects with `StoreError` where another process has taken the lock over, for whatever reason. */
  async verify(): Promise<void> {
    const text = await readFile(this.#path, 'utf8').catch(() => '');
    if (text !== this.#text) throw new StoreError('locked', `${this.#path} is no longer held by this process`);
  }

  async release(): Promise<void> {
    const text = await readFile(this.#path, 'utf8').catch(() => '');
    if (text === this.#text) await rm(this.#path, { force: true });
  }
}

async function linked(prepared: string, path: string): Promise<boolean> {
  try {
    await link(prepared, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function removeIfStale(path: string, folder: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const holder = parseHolder(text);
  if (holder !== null && isAlive(holder)) {
    throw new StoreError('locked', `${folder} is in use by process ${holder.pid}; stop it, or choose another folder`);
  }
  // Two may come this far at the same time. What is moved away is looked at again, and put back if it is not what was
  // found stale: the other was quicker, and this is its lock.
  const moved = `${path}.${randomBytes(6).toString('hex')}.stale`;
  try {
    await rename(path, moved);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(moved, 'utf8')) !== text) await linked(moved, path);
  await rm(moved, { force: true });
}

function parseHolder(text: string): Holder | null {
  try {
    return HOLDER.parse(JSON.parse(text));
  } catch {
    // A lock that cannot be read was torn by a crash: links only ever show whole ones.
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  const now = thisProcess();
  if (holder.boot !== now.boot) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
  }
  return holder.startedAt === startOf(holder.pid);
}

function thisProcess(): Omit<Holder, 'nonce'> {
  return { pid: process.pid, startedAt: startOf(process.pid), boot: readOr('/proc/sys/kernel/random/boot_id') };
}

/** Field 22 of /proc/PID/stat (proc(5)); empty where there is no /proc, and then the process id alone decides. */
function startOf(pid: number): string {
  const stat = readOr(`/proc/${pid}/stat`);
  // The name of the program comes before, in parentheses, and may hold anything.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    // Not Linux, or the process has gone.
    return '';
  }
}
