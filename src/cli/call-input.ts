import { InvalidArgumentError } from 'commander';
import type { MetadataEntry } from '../status/index.ts';
import { usageFailure } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** The request's message, as JSON text: what -d gives, or standard input for `@`. */
export async function readMessage(terminal: Terminal, data: string): Promise<Uint8Array> {
  const bytes = data === '@' ? await terminal.readAll() : Buffer.from(data, 'utf8');
  try {
    JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const where = data === '@' ? 'Standard input' : 'What -d gives';
    throw usageFailure(`${where} is not JSON: ${why}.`, 'Quote it for the shell, as in -d \'{"id": "42"}\'.');
  }
  // The text goes out as it was typed: parsing it and writing it again would round 64-bit numbers.
  return bytes;
}

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
