import { fromBinary } from '@bufbuild/protobuf';
import { type FileDescriptorProto, FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import { type Findings, NOWHERE, quote } from './findings.ts';
import type { ScannedFile } from './scan-wire.ts';

/** The scan has bounded how deep anything is nested; the decoder's own limit of 100 is below the sum of its parts. */
const RECURSION_LIMIT = 1_000;

export interface DecodedFile {
  readonly proto: FileDescriptorProto;
  readonly scanned: ScannedFile;
}

/**
 * Decodes each file of a set once, without its comments. Two files of one path are the same file where their bytes are
 * the same, as when two sets were joined; otherwise there is no telling which one is meant.
 */
export function decodeFiles(scanned: readonly ScannedFile[], findings: Findings): readonly DecodedFile[] {
  const seen = new Map<string, ScannedFile>();
  const files: DecodedFile[] = [];
  for (const scan of scanned) {
    const file = decodeFile(scan.withoutSource);
    if (file === null) {
      findings.add('MALFORMED', NOWHERE, 'A file of the set is no google.protobuf.FileDescriptorProto');
      continue;
    }
    const first = seen.get(file.name);
    if (first === undefined) {
      seen.set(file.name, scan);
      files.push({ proto: file, scanned: scan });
    } else if (Buffer.compare(first.bytes, scan.bytes) !== 0) {
      const place = { file: file.name, symbol: '' };
      findings.add('DUPLICATE_FILE', place, `File ${quote(file.name)} is in the set twice, with different contents`);
    }
  }
  return files;
}

/** Null where the bytes are no file. */
export function decodeFile(bytes: Uint8Array): FileDescriptorProto | null {
  try {
    return fromBinary(FileDescriptorProtoSchema, bytes, { recursionLimit: RECURSION_LIMIT });
  } catch {
    // The decoder's errors say nothing about where in the file it was, and quote what a stranger wrote.
    return null;
  }
}
