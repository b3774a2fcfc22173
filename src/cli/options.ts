import { InvalidArgumentError, Option } from 'commander';
import { parseAddress, parseGatewayUrl } from './address.ts';
import { parseDuration } from './duration.ts';
import { FORMATS, type Format } from './output.ts';

/** What every command that prints data takes. */
export interface OutputOptions {
  readonly output?: Exclude<Format, null>;
}

/** What every command that talks to the admin API takes. */
export interface AdminOptions extends OutputOptions {
  readonly admin: string;
}

/** What every command takes that works on registrations. */
export interface RegistryOptions extends AdminOptions {
  /** Absent: that of the gateway. */
  readonly registry?: string;
}

export function registryOption(): Option {
  return new Option(
    '--registry <url>',
    'work on the registry at consul://HOST:PORT/PREFIX itself, without a gateway',
  ).env('TRUNKLINE_REGISTRY');
}

export function outputOption(): Option {
  return new Option('-o, --output <format>', 'how to print data').choices(FORMATS);
}

export function adminOption(): Option {
  return new Option('--admin <host:port>', "the gateway's admin listener")
    .env('TRUNKLINE_ADMIN')
    .default('127.0.0.1:7401')
    .argParser(addressArgument);
}

export function gatewayOption(): Option {
  return new Option('--gateway <url>', "the gateway's client listener")
    .env('TRUNKLINE_GATEWAY')
    .default('tcp://127.0.0.1:7400')
    .argParser((text) => taken(parseGatewayUrl(text), 'It must be tcp://HOST:PORT.'));
}

export function tokenOption(): Option {
  return new Option('--token <token>', 'what to log in with').env('TRUNKLINE_TOKEN');
}

export function addressArgument(text: string): string {
  return taken(parseAddress(text), 'It must be HOST:PORT.');
}

/** For an option that takes several endpoints: addresses, each of which may have `?weight=3&tag=v2`. */
export function endpointsArgument(text: string, previous: readonly string[] | undefined): readonly string[] {
  addressArgument(text.split('?', 1)[0] ?? '');
  return [...(previous ?? []), text];
}

export function durationArgument(text: string): number {
  return taken(parseDuration(text), 'It must be a number with a unit, such as 5s, 1500ms or 2m.');
}

/** The number of a revision. */
export function revisionArgument(text: string): number {
  const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : 0;
  return taken(number > 0 ? number : null, 'It must be the number of a revision, from 1.');
}

/** How many of something, or 0. */
export function wholeArgument(text: string): number {
  return taken(/^[0-9]{1,9}$/.test(text) ? Number(text) : null, 'It must be a whole number from 0.');
}

/** How many of something. */
export function countArgument(text: string): number {
  const count = /^[0-9]{1,9}$/.test(text) ? Number(text) : 0;
  return taken(count > 0 ? count : null, 'It must be a number from 1.');
}

function taken<T>(value: T | null, otherwise: string): T {
  if (value === null) throw new InvalidArgumentError(otherwise);
  return value;
}
