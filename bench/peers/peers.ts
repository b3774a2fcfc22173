import { HAPROXY, HAPROXY_TCP } from './haproxy.ts';
import { NGINX } from './nginx.ts';
import type { Peer } from './peer.ts';
import { TRUNKLINE } from './trunkline.ts';

/** All that can be measured, by name. A further one is a file here and a line in this table. */
export const PEERS: ReadonlyMap<string, Peer> = new Map(
  [TRUNKLINE, HAPROXY, NGINX, HAPROXY_TCP].map((peer) => [peer.name, peer]),
);
