import type { Protocol } from '../load/call-client.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import type { Peer, Subject } from './peer.ts';

/** A client that calls the backend itself, with no gateway: its own process is what is charged. */
function directPeer(name: string, protocol: Protocol): Peer {
  return {
    name,
    start(backend: string): Promise<Subject> {
      const [host = '', port] = backend.split(':');
      const generator = new LoadGenerator({ protocol, host, port: Number(port) });
      return Promise.resolve({
        pids: [generator.pid],
        run: (round) => generator.run(round),
        [Symbol.asyncDispose]: () => generator[Symbol.asyncDispose](),
      });
    },
  };
}

/** The load's own client, straight to the backend: what a call takes without anything between. */
export const NO_GATEWAY: Peer = directPeer('no gateway', 'http2');
export const GRPC_JS_CLIENT: Peer = directPeer('grpc-js client', 'grpc-js');
export const NODE_HTTP2_CLIENT: Peer = directPeer('node:http2 client', 'node-http2');
