import { BlockList, isIP } from 'node:net';

/** A host and port as an upload names them. `host` is a name, or an IP literal without brackets. */
export interface EndpointAddress {
  readonly host: string;
  readonly port: number;
}

export type ParsedEndpoint =
  | { readonly kind: 'endpoint'; readonly address: EndpointAddress }
  | { readonly kind: 'illegal'; readonly why: string };

const MAX_HOST_CHARACTERS = 253;
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i;

/** What no backend can be behind. A block list sees through IPv4-mapped IPv6 addresses in any spelling. */
const REFUSED: readonly (readonly [why: string, addresses: BlockList])[] = [
  ['it is the any-address', blockList([['0.0.0.0', 8]], [['::', 128]])],
  ['it is link-local, where clouds keep their metadata', blockList([['169.254.0.0', 16]], [['fe80::', 10]])],
  ['it is a metadata service', blockList([], [['fd00:ec2::254', 128]])],
  ['it is a multicast or reserved address', blockList([['224.0.0.0', 3]], [['ff00::', 8]])],
];

type Subnet = readonly [address: string, prefix: number];

function blockList(ipv4: readonly Subnet[], ipv6: readonly Subnet[]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of ipv4) list.addSubnet(address, prefix, 'ipv4');
  for (const [address, prefix] of ipv6) list.addSubnet(address, prefix, 'ipv6');
  return list;
}

/**
 * Reads `HOST:PORT` or `[IPV6]:PORT`. What no backend can be behind is refused, and so is an IP address in disguise
 * (`0x7f.1`, `2130706433`), which a resolver would read as an address that nobody saw. Loopback is allowed. A name is
 * not resolved here: what it resolves to is the business of whoever connects.
 */
export function parseEndpoint(text: string): ParsedEndpoint {
  const match = /^(?:\[([^[\]%]{1,64})\]|([^:[\]]{1,300})):([0-9]{1,5})$/.exec(text);
  if (match === null) return { kind: 'illegal', why: 'it is not HOST:PORT' };
  const [, literal, name, digits] = match;
  const host = literal ?? name ?? '';
  const port = Number(digits);
  if (port < 1 || port > 65_535) return { kind: 'illegal', why: 'the port is not between 1 and 65535' };
  if (literal !== undefined && isIP(host) !== 6) return { kind: 'illegal', why: 'in brackets is no IPv6 address' };
  const why = isIP(host) === 0 ? badName(host) : refusedAddress(host);
  return why === null ? { kind: 'endpoint', address: { host, port } } : { kind: 'illegal', why };
}

function badName(host: string): string | null {
  const labels = (host.endsWith('.') ? host.slice(0, -1) : host).split('.');
  if (host.length > MAX_HOST_CHARACTERS || !labels.every((label) => LABEL.test(label))) {
    return 'the host is neither a DNS name nor an IP address';
  }
  // As the URL standard has it: a host whose last label is a number is an IPv4 address in some notation.
  return /^([0-9]+|0x[0-9a-f]*)$/i.test(labels.at(-1) ?? '') ? 'the host is a number, not a name' : null;
}

/** Why no backend can be at `address`, an IP literal; null: one can. */
export function refusedAddress(address: string): string | null {
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  const refused = REFUSED.find(([, addresses]) => addresses.check(address, family));
  return refused === undefined ? null : refused[0];
}
