import { Server, ServerCredentials } from '@grpc/grpc-js';
import { ECHO_PATH } from './echo-payload.ts';

/** The backend of the benchmarks: answers each request with its own bytes, decodes nothing, and says where it listens. */
const identity = (bytes: Buffer): Buffer => bytes;
const server = new Server();
server.addService(
  {
    echo: {
      path: ECHO_PATH,
      requestStream: false,
      responseStream: false,
      requestSerialize: identity,
      requestDeserialize: identity,
      responseSerialize: identity,
      responseDeserialize: identity,
    },
  },
  {
    echo: (call: { readonly request: Buffer }, answer: (error: null, response: Buffer) => void) =>
      answer(null, call.request),
  },
);
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`127.0.0.1:${port}\n`);
});
process.once('SIGTERM', () => server.forceShutdown());
