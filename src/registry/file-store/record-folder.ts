import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackendRecord } from '../registration.ts';
import type { DamagedRecord, StoreContents } from '../store.ts';
import { storeError, writeDurably } from './durable-file.ts';
import { encodeRecord, parseRecord, parseRecordFileName, recordFileName } from './record-file.ts';

/**
 * The records of a store: `NAME.VERSION.json`, of which the highest that is whole counts. The version before it stays,
 * so that a file which is damaged takes back one change and not the backend.
 */
export class RecordFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(): Promise<StoreContents> {
    const records: BackendRecord[] = [];
    const damaged: DamagedRecord[] = [];
    for (const [name, versions] of await this.#versions()) {
      const problems: string[] = [];
      const record = await this.#newestWhole(name, versions, problems);
      if (record !== null) records.push(record);
      for (const detail of problems) damaged.push({ name, detail, servedVersion: record?.version ?? null });
    }
    return { records, damaged };
  }

  /** Writes a version, then removes all others but the one before it. */
  async write(record: BackendRecord, previousVersion: number): Promise<void> {
    await writeDurably(join(this.#folder, recordFileName(record.name, record.version)), encodeRecord(record));
    const versions = (await this.#versions().catch(() => null))?.get(record.name) ?? [];
    for (const version of versions) {
      if (version === record.version || version === previousVersion) continue;
      // What stays behind is older, or was damaged and is now above nothing: the next write tries again.
      await rm(join(this.#folder, recordFileName(record.name, version)), { force: true }).catch(() => undefined);
    }
  }

  async #newestWhole(name: string, versions: readonly number[], problems: string[]): Promise<BackendRecord | null> {
    for (const version of versions) {
      const path = join(this.#folder, recordFileName(name, version));
      const text = await readFile(path, 'utf8').catch((error: unknown) => storeError(error, 'it cannot be read'));
      const parsed =
        typeof text === 'string' ? parseRecord(text) : ({ kind: 'damaged', detail: text.message } as const);
      if (parsed.kind === 'damaged') problems.push(`${path}: ${parsed.detail}`);
      else if (parsed.record.name === name && parsed.record.version === version) return parsed.record;
      else problems.push(`${path}: it says ${parsed.record.name}, version ${parsed.record.version}`);
    }
    return null;
  }

  /** The versions of each name, the highest first. */
  async #versions(): Promise<ReadonlyMap<string, readonly number[]>> {
    const versions = new Map<string, number[]>();
    for (const fileName of (await readdir(this.#folder)).sort()) {
      const parsed = parseRecordFileName(fileName);
      if (parsed === null) continue;
      versions.set(
        parsed.name,
        [...(versions.get(parsed.name) ?? []), parsed.version].sort((a, b) => b - a),
      );
    }
    return versions;
  }
}
