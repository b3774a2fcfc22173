import { readFile, stat } from 'node:fs/promises';
import { usageFailure } from './failure.ts';

/** What the gateway takes in one upload. */
export const MAX_DESCRIPTOR_BYTES = 64 * 1024 * 1024;

/** The bytes of a FileDescriptorSet in a file. Whether it is one, the gateway says. */
export async function descriptorsFromFile(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (found.isDirectory()) {
    throw usageFailure(`${path} is a folder, not a descriptor set.`, 'For a folder of .proto files use --proto.');
  }
  if (found.size > MAX_DESCRIPTOR_BYTES) {
    throw usageFailure(`${path} is larger than the gateway takes (64 MiB).`, 'See whether it is a descriptor set.');
  }
  return readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
}

function unreadable(path: string, error: unknown) {
  const why = error instanceof Error ? error.message : String(error);
  return usageFailure(
    `${path} cannot be read: ${why}.`,
    'Make one with `buf build -o x.binpb` or `protoc --include_imports --descriptor_set_out=x.binpb`.',
  );
}
