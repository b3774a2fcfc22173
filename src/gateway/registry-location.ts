/** Where the registry is kept. */
export type RegistryLocation =
  /** In the data folder. */
  | { readonly kind: 'folder' }
  /** In Consul, below `prefix`. `address` null: where `consul.address` says. */
  | {
      readonly kind: 'consul';
      readonly address: { readonly host: string; readonly port: number } | null;
      readonly prefix: string;
    };

const DEFAULT_PREFIX = 'trunkline';
const CONSUL_URL =
  /^consul:\/\/(?:(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]+):(\d{1,5}))?(?:\/([A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)*)?\/?)?$/;

/** Reads `folder` or `consul://[HOST:PORT][/PREFIX]`; null where the text is neither. */
export function parseRegistryLocation(text: string): RegistryLocation | null {
  if (text === 'folder') return { kind: 'folder' };
  const match = CONSUL_URL.exec(text);
  if (match === null) return null;
  const [, host, port, prefix = DEFAULT_PREFIX] = match;
  if (Number(port ?? 1) < 1 || Number(port ?? 1) > 65_535) return null;
  const address = host === undefined ? null : { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  return { kind: 'consul', address, prefix };
}
