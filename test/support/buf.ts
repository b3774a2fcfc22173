import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBuf } from '../../src/cli/buf-binary.ts';

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** The descriptor set of a folder of .proto files, by buf. */
export function buildDescriptors(folder: string): Uint8Array {
  return runBuf(['build', folder, '-o', '-#format=binpb']);
}

/** `buf convert` on one descriptor set: what is JSON, according to someone else. */
export class BufConvert {
  readonly #folder = mkdtempSync(join(tmpdir(), 'buf-convert-'));
  readonly #image = join(this.#folder, 'image.binpb');

  constructor(protoFolder: string) {
    runBuf(['build', protoFolder, '-o', this.#image]);
  }

  /** Throws where buf refuses the JSON. */
  toBinary(type: string, json: string): Uint8Array {
    return this.#convert(type, 'json', 'binpb', Buffer.from(json));
  }

  toJson(type: string, binary: Uint8Array): string {
    return Buffer.from(this.#convert(type, 'binpb', 'json', binary)).toString();
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #convert(type: string, from: string, to: string, input: Uint8Array): Uint8Array {
    return runBuf(
      ['convert', this.#image, '--type', type, '--from', `-#format=${from}`, '--to', `-#format=${to}`],
      input,
    );
  }
}

function runBuf(args: readonly string[], input: Uint8Array = new Uint8Array(0)): Uint8Array {
  const buf = findBuf();
  if (buf === null) throw new Error('these tests need the optional dependency @bufbuild/buf: npm install');
  return execFileSync(buf, args, { input, maxBuffer: MAX_OUTPUT_BYTES, stdio: ['pipe', 'pipe', 'pipe'] });
}
