const ADDRESS = /^(\[[0-9a-fA-F:.]+\]|[^\s:/[\]@?#]+):([0-9]{1,5})$/;

/** `text` where it is HOST:PORT or [IPV6]:PORT with a port from 1 to 65535; null otherwise. */
export function parseAddress(text: string): string | null {
  const port = Number(ADDRESS.exec(text)?.[2] ?? 0);
  return port >= 1 && port <= 65_535 ? text : null;
}

/** `text` where it is tcp://HOST:PORT; null otherwise. */
export function parseGatewayUrl(text: string): string | null {
  return text.startsWith('tcp://') && parseAddress(text.slice('tcp://'.length)) !== null ? text : null;
}
