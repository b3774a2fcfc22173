import { InvalidArgumentError } from 'commander';
import type { Policy } from '../admin-api/index.ts';

type Split = NonNullable<Policy['split']>;

/** `5` or `0.5`. */
export function percentArgument(text: string): number {
  const percent = /^[0-9]{1,3}(\.[0-9]{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(percent <= 100)) throw new InvalidArgumentError('It must be a number from 0 to 100.');
  return percent;
}

/** `key: value`, as -H takes metadata. */
export function matchArgument(text: string): Pick<Split, 'key' | 'value'> {
  const [, key, value] = /^([^:]+):(.*)$/.exec(text) ?? [];
  if (key === undefined || value === undefined) throw new InvalidArgumentError("It must be 'KEY: VALUE'.");
  return { key: key.trim().toLowerCase(), value: value.trim() };
}

/** A split in words. */
export function splitName({ tag, percent, key, value }: Split): string {
  return `${percent} % to tag ${tag}${key === '' ? '' : `, and calls with ${key}: ${value}`}`;
}
