import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** Why `address`, an IP literal, may not be connected to at `port`; null: it may. */
export type MayNotConnect = (address: string, port: number) => string | null;

/**
 * Resolves a name for one connection to `port`, and leaves out each address that may not be connected to: a name that
 * was harmless when it was uploaded may lead elsewhere by now, and what is checked here is what is connected to.
 */
export function guardedLookup(port: number, mayNotConnect: MayNotConnect): LookupFunction {
  return (name, options, tell) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      const refused = new Map(found?.map(({ address }) => [address, mayNotConnect(address, port)]));
      const allowed = found?.filter(({ address }) => refused.get(address) === null) ?? [];
      const [first] = allowed;
      if (error !== null) tell(error, '');
      else if (first === undefined) tell(notAllowed(name, refused), '');
      else if (options.all === true) tell(null, allowed);
      else tell(null, first.address, first.family);
    });
  };
}

function notAllowed(name: string, refused: ReadonlyMap<string, string | null>): Error {
  const [[address, why] = ['nothing', null]] = refused;
  return new Error(`${name} is ${address}, which is not called: ${why ?? 'there is no address'}`);
}
