import { createTurnEnd } from '../../src/listen/index.ts';
import type { Answers, CallClient, LoadTarget } from './call-client.ts';
import { openGrpcJsClients } from './grpc-js-client.ts';
import { openHttp1Clients } from './http1-client.ts';
import { openHttp2Clients } from './http2-client.ts';
import { openNodeHttp2Clients } from './node-http2-client.ts';
import type { Round } from './round.ts';
import { WireConnection } from './wire-connection.ts';

/** Opens connections of one round, one for each call; resolves once a call can be started. */
export type OpenClient = (answers: Answers) => Promise<CallClient>;

export function createClients(target: LoadTarget, round: Round): OpenClient {
  const atTurnEnd = createTurnEnd();
  switch (target.protocol) {
    case 'wire':
      return (answers) => WireConnection.open(target, round, atTurnEnd, answers);
    case 'http2':
      return openHttp2Clients(target, round, atTurnEnd);
    case 'http1':
      return openHttp1Clients(target, round);
    case 'grpc-js':
      return openGrpcJsClients(target, round);
    case 'node-http2':
      return openNodeHttp2Clients(target, round);
  }
}
