import { execFile } from 'node:child_process';
import { findBuf } from './buf-binary.ts';
import { MAX_DESCRIPTOR_BYTES } from './descriptors-from-file.ts';
import { Failure } from './failure.ts';

const TIMEOUT_MS = 60_000;

/** Compiles a folder of .proto files with buf, with imports and comments. */
export function descriptorsFromProto(folder: string): Promise<Uint8Array> {
  const buf = findBuf();
  if (buf === null) {
    throw new Failure('Compiling .proto files needs buf, and it is not installed.', {
      remedy:
        'Run `npm install @bufbuild/buf`, or build the set elsewhere (`buf build -o x.binpb`, ' +
        '`protoc --include_imports --descriptor_set_out=x.binpb`) and use --descriptors.',
    });
  }
  const options = { timeout: TIMEOUT_MS, maxBuffer: MAX_DESCRIPTOR_BYTES, encoding: 'buffer' } as const;
  return new Promise((resolve, reject) => {
    execFile(buf, ['build', folder, '-o', '-#format=binpb'], options, (error, built, messages) => {
      if (error === null) resolve(built);
      else reject(notBuilt(folder, messages.toString('utf8').trim() || error.message));
    });
  });
}

function notBuilt(folder: string, messages: string): Failure {
  return new Failure(`The .proto files in ${folder} do not compile.\n${messages}`, {
    remedy: 'The folder must be the root of all imports, or hold a buf.yaml that says where that is.',
  });
}
