import { checkRecord, type ParsedRecord } from '../record-schema.ts';
import type { BackendRecord } from '../registration.ts';

/** A record as it is stored: JSON that a person can read. */
export function encodeRecord(value: BackendRecord): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

/** Reads what `encodeRecord` wrote. What a crash or a hand has damaged is said, not thrown. */
export function parseRecord(text: string): ParsedRecord {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { kind: 'damaged', detail: `it is no JSON: ${error instanceof Error ? error.message : error}` };
  }
  return checkRecord(json);
}

const FILE_NAME = /^([a-z0-9-]{1,63})\.([1-9][0-9]{0,14})\.json$/;

/** Each version has a file of its own, so that a version before a damaged one can be served. */
export function recordFileName(backend: string, version: number): string {
  return `${backend}.${version}.json`;
}

export function parseRecordFileName(fileName: string): { readonly name: string; readonly version: number } | null {
  const match = FILE_NAME.exec(fileName);
  return match === null ? null : { name: match[1] ?? '', version: Number(match[2]) };
}
