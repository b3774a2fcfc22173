import { createTurnEnd } from '../../src/listen/index.ts';
import type { Answers, CallClient, LoadTarget } from './call-client.ts';
import { openHttp2Clients } from './http2-client.ts';
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
    default:
      throw new Error(`no client speaks ${target.protocol}`);
  }
}
