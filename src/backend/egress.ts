import { BlockList, isIP } from 'node:net';
import { refusedAddress } from '../registry/index.ts';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/**
 * Why a gateway does not connect to `address`, an IP literal: no backend can be there, or it is the gateway itself, whose
 * admin API trusts the loopback. Null: it does. `ownPorts` are read each time.
 */
export function egressRefusal(address: string, port: number, ownPorts: ReadonlySet<number>): string | null {
  if (ownPorts.has(port) && LOOPBACK.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')) {
    return 'it is a port of the gateway itself';
  }
  return refusedAddress(address);
}
