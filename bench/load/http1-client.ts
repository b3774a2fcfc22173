import { Agent, request } from 'node:http';
import { ECHO_PATH, echoPayload } from '../echo-payload.ts';
import type { Answers, CallClient, LoadTarget } from './call-client.ts';
import type { Round } from './round.ts';

/** JSON over HTTP/1.1 with keep-alive, as an app calls an HTTP gateway: a socket for each call in flight. */
export function openHttp1Clients({ host, port }: LoadTarget, round: Round): (answers: Answers) => Promise<CallClient> {
  const body = echoPayload(round.payloadBytes, 'json');
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  return (answers) => {
    const agent = new Agent({ keepAlive: true, maxSockets: round.shape.inFlight, noDelay: true });
    return Promise.resolve({
      start(seq) {
        const call = request({ host, port, agent, method: 'POST', path: ECHO_PATH, headers }, (response) => {
          response.resume();
          response.on('end', () => answers.answered(seq, response.statusCode === 200));
        });
        call.on('error', (cause) => answers.ended(cause.message));
        call.end(body);
      },
      close: () => agent.destroy(),
    });
  };
}
