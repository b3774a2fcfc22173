import { Client, credentials } from '@grpc/grpc-js';
import { ECHO_PATH, echoPayload } from '../echo-payload.ts';
import type { Answers, CallClient, LoadTarget } from './call-client.ts';
import type { Round } from './round.ts';

const TIMEOUT_MS = 10_000;
const identity = (bytes: Buffer) => bytes;

/** gRPC by @grpc/grpc-js, without stubs: what a program pays that calls a backend itself. */
export function openGrpcJsClients({ host, port }: LoadTarget, round: Round): (answers: Answers) => Promise<CallClient> {
  const payload = Buffer.from(echoPayload(round.payloadBytes, 'proto'));
  return (answers) => {
    const client = new Client(`${host}:${port}`, credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
    });
    return new Promise((resolve, reject) => {
      client.waitForReady(Date.now() + TIMEOUT_MS, (error) => {
        if (error !== undefined) reject(error);
        else {
          resolve({
            start(seq) {
              const deadline = Date.now() + TIMEOUT_MS;
              client.makeUnaryRequest(ECHO_PATH, identity, identity, payload, { deadline }, (failure) =>
                answers.answered(seq, failure === null),
              );
            },
            close: () => client.close(),
          });
        }
      });
    });
  };
}
