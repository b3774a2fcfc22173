import type { Peer } from './peer.ts';
import { proxyPeer } from './proxy.ts';

const args = (file: string) => ['-f', file, '-db', '-q'];

/** HAProxy from HTTP/2 to HTTP/2. */
export const HAPROXY: Peer = proxyPeer({
  name: 'haproxy',
  command: 'haproxy',
  configuration: 'haproxy-http2.cfg',
  args,
});

/** HAProxy that passes bytes on: the floor. */
export const HAPROXY_TCP: Peer = proxyPeer({
  name: 'haproxy-tcp',
  command: 'haproxy',
  configuration: 'haproxy-tcp.cfg',
  args,
});
