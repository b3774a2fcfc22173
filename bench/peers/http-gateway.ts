import { join } from 'node:path';
import { Child } from '../child.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import type { Peer, Subject } from './peer.ts';

/** fastify and @grpc/grpc-js, loaded with JSON over HTTP/1.1. */
export const HTTP_GATEWAY: Peer = {
  name: 'http gateway',
  async start(backend: string): Promise<Subject> {
    const gateway = await Child.start(join(import.meta.dirname, 'http-gateway-process.js'), [backend]);
    const { hostname: host, port } = new URL(gateway.firstLine);
    const generator = new LoadGenerator({ protocol: 'http1', host, port: Number(port) });
    return {
      pids: [gateway.pid],
      run: (round) => generator.run(round),
      async [Symbol.asyncDispose]() {
        await generator[Symbol.asyncDispose]();
        await gateway[Symbol.asyncDispose]();
      },
    };
  },
};
