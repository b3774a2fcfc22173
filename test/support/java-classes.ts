import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CHECKOUT } from './checkout.ts';

const FOLDER = join(CHECKOUT, '.setup');

/**
 * The folder with the classes of a Java source, which is compiled the first time: `java` with a source would do it at
 * each start. Test files that come at the same time each compile, and one of them is kept.
 */
export async function javaClasses(source: string, classPath: string): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile(source))
    .digest('hex');
  const classes = join(FOLDER, `java-${hash.slice(0, 16)}`);
  if (existsSync(classes)) return classes;
  await mkdir(FOLDER, { recursive: true });
  const made = await mkdtemp(join(FOLDER, 'java-in-making-'));
  try {
    await promisify(execFile)('javac', ['-cp', classPath, '-d', made, source]);
    await rename(made, classes);
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    // Somebody else was first.
    if (!existsSync(classes)) throw error;
  }
  return classes;
}
