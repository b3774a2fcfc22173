import { isIP } from 'node:net';

const HOST = /^(\[[^\]]+\]|[^:[\]]+)(:[0-9]{1,5})?$/;

/**
 * Whether a request with this Host header may be answered. A web page that points a name of its own at this machine
 * (DNS rebinding) sends that name; an IP literal cannot be rebound, and `localhost` is no one's to give away. No page can
 * leave the header out, and probes in HTTP/1.0, such as HAProxy's, do.
 */
export function isAllowedHost(header: string | undefined, allowedNames: readonly string[]): boolean {
  if (header === undefined) return true;
  const host = HOST.exec(header)?.[1]?.toLowerCase();
  if (host === undefined) return false;
  if (host.startsWith('[')) return isIP(host.slice(1, -1)) === 6;
  return isIP(host) === 4 || host === 'localhost' || allowedNames.some((name) => name.toLowerCase() === host);
}
