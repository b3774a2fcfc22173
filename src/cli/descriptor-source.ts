import { Option } from 'commander';
import { descriptorsFromFile } from './descriptors-from-file.ts';
import { usageFailure } from './failure.ts';
import { addressArgument } from './options.ts';

/** Where an upload comes from: one of these. */
export interface DescriptorOptions {
  readonly descriptors?: string;
  readonly proto?: string;
  readonly reflect?: string;
}

export function descriptorOptions(): Option[] {
  return [
    new Option('--descriptors <file>', 'a FileDescriptorSet with all imports').conflicts(['proto', 'reflect']),
    new Option('--proto <dir>', 'a folder of .proto files, compiled with buf').conflicts(['descriptors', 'reflect']),
    new Option('--reflect <host:port>', 'a running gRPC server with reflection').argParser(addressArgument),
  ];
}

/** The bytes that the options ask for; null where they name no source. What each source needs is loaded then only. */
export async function readDescriptors({ descriptors, proto, reflect }: DescriptorOptions): Promise<Uint8Array | null> {
  if (descriptors !== undefined) return descriptorsFromFile(descriptors);
  if (proto !== undefined) {
    const { descriptorsFromProto } = await import('./descriptors-from-proto.ts');
    return descriptorsFromProto(proto);
  }
  if (reflect !== undefined) {
    const { descriptorsFromReflection } = await import('./descriptors-from-reflection.ts');
    return descriptorsFromReflection(reflect);
  }
  return null;
}

/** The same, where there must be a source. */
export async function getDescriptors(options: DescriptorOptions): Promise<Uint8Array> {
  const bytes = await readDescriptors(options);
  if (bytes !== null) return bytes;
  throw usageFailure(
    'Nothing says where the descriptors come from.',
    'Give one of --descriptors FILE, --proto DIR and --reflect HOST:PORT.',
  );
}
