import { dirname } from 'node:path';
import type { Peer } from './peer.ts';
import { proxyPeer } from './proxy.ts';

/** nginx with grpc_pass. */
export const NGINX: Peer = proxyPeer({
  name: 'nginx',
  command: 'nginx',
  configuration: 'nginx-grpc.conf',
  args: (file) => ['-c', file, '-p', dirname(file), '-e', 'stderr'],
});
