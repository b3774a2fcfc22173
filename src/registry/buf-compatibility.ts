import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../status/index.ts';
import { finding, NOWHERE } from './admission/findings.ts';
import { parseBufFindings } from './buf-findings.ts';
import type { CompatibilityCategory, CompatibilityCheck } from './compatibility.ts';

export interface BufCompatibilityOptions {
  /** The path of the buf binary, as `findBuf` gives it; null where there is none, and then every check is a finding. */
  readonly binary: string | null;
  /** How long one check may take. Milliseconds; it takes 40 to 80, and 10,000 leaves room for the largest sets. */
  readonly timeoutMs: number;
}

/** More than any set has findings that a person reads. */
const MAX_OUTPUT_BYTES = 4 * 1024 * 1024;
/** buf's exit status for "there are findings". */
const EXIT_FINDINGS = 100;

const CATEGORIES = { wire: 'WIRE', wire_json: 'WIRE_JSON' } as const satisfies Record<CompatibilityCategory, string>;

/** Compatibility by `buf breaking`, image against image, as a process of its own that sees nothing but the two images. */
export class BufCompatibility implements CompatibilityCheck {
  readonly #options: BufCompatibilityOptions;

  constructor(options: BufCompatibilityOptions) {
    this.#options = options;
  }

  async check(before: Uint8Array, after: Uint8Array, category: CompatibilityCategory): Promise<readonly Finding[]> {
    const { binary } = this.#options;
    if (binary === null) return [unavailable('buf is not installed')];
    const folder = await mkdtemp(join(tmpdir(), 'trunkline-buf-'));
    try {
      await writeFile(join(folder, 'before.binpb'), before);
      await writeFile(join(folder, 'after.binpb'), after);
      return await this.#run(binary, folder, after, category);
    } catch (error) {
      return [unavailable(error instanceof Error ? error.message : String(error))];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #run(
    binary: string,
    folder: string,
    after: Uint8Array,
    category: CompatibilityCategory,
  ): Promise<readonly Finding[]> {
    const config = JSON.stringify({ version: 'v2', breaking: { use: [CATEGORIES[category]] } });
    const args = ['breaking', 'after.binpb', '--against', 'before.binpb', '--error-format', 'json', '--config', config];
    return new Promise((resolve) => {
      execFile(
        binary,
        args,
        {
          cwd: folder,
          // No configuration, token or cache of whoever runs the gateway.
          env: { HOME: folder, TMPDIR: folder },
          timeout: this.#options.timeoutMs,
          killSignal: 'SIGKILL',
          maxBuffer: MAX_OUTPUT_BYTES,
        },
        (error, stdout, stderr) => {
          if (error === null) resolve([]);
          else if (error.code === EXIT_FINDINGS) resolve(parseBufFindings(stdout, after));
          else if (error.killed)
            resolve([unavailable(`buf took more than ${this.#options.timeoutMs} ms, or said too much`)]);
          else resolve([unavailable(`buf failed (${error.code}): ${firstLine(stderr)}`)]);
        },
      );
    });
  }
}

function unavailable(why: string): Finding {
  return finding('CHECK_UNAVAILABLE', NOWHERE, `The change cannot be held against the live revision: ${why}`);
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0]?.slice(0, 300) ?? '';
