import { InvalidArgumentError } from 'commander';
import type { MetadataEntry } from '../status/index.ts';

/** For -H, which may be given again. A key that ends in -bin takes base64. */
export function headerArgument(text: string, previous: readonly MetadataEntry[] | undefined): readonly MetadataEntry[] {
  const match = /^([0-9A-Za-z_.-]+):[ \t]*([\x20-\x7e]*)$/.exec(text);
  const [, key, value] = match ?? [];
  if (key === undefined || value === undefined) throw new InvalidArgumentError("It must be 'key: value', in ASCII.");
  return [
    ...(previous ?? []),
    { key: key.toLowerCase(), value: key.toLowerCase().endsWith('-bin') ? bytes(value) : value },
  ];
}

function bytes(base64: string): Uint8Array {
  if (!/^[0-9A-Za-z+/_-]*={0,2}$/.test(base64)) throw new InvalidArgumentError('A key in -bin takes base64.');
  return Buffer.from(base64, 'base64');
}
