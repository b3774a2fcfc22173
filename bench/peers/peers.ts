import { GRPC_JS_CLIENT, NO_GATEWAY, NODE_HTTP2_CLIENT } from './direct.ts';
import { HAPROXY, HAPROXY_TCP } from './haproxy.ts';
import { HTTP_GATEWAY } from './http-gateway.ts';
import { NGINX } from './nginx.ts';
import type { Peer } from './peer.ts';
import { TRUNKLINE, TRUNKLINE_GRPC_JS, TRUNKLINE_JSON } from './trunkline.ts';

/** All that can be measured, by name. A further one is a file here and a line in this table. */
export const PEERS: ReadonlyMap<string, Peer> = new Map(
  [
    TRUNKLINE,
    TRUNKLINE_JSON,
    TRUNKLINE_GRPC_JS,
    HAPROXY,
    NGINX,
    HTTP_GATEWAY,
    GRPC_JS_CLIENT,
    NODE_HTTP2_CLIENT,
    HAPROXY_TCP,
    NO_GATEWAY,
  ].map((peer) => [peer.name, peer]),
);
