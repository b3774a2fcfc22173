import { once } from 'node:events';
import { connect } from 'node:http2';
import { ECHO_PATH, echoPayload } from '../echo-payload.ts';
import type { Answers, CallClient, LoadTarget } from './call-client.ts';
import type { Round } from './round.ts';

const PREFIX_BYTES = 5;

/** gRPC by hand on node:http2: the least that a program pays with what Node brings along. */
export function openNodeHttp2Clients(
  { host, port }: LoadTarget,
  round: Round,
): (answers: Answers) => Promise<CallClient> {
  const payload = echoPayload(round.payloadBytes, 'proto');
  const message = Buffer.alloc(PREFIX_BYTES + payload.length);
  message.writeUInt32BE(payload.length, 1);
  message.set(payload, PREFIX_BYTES);
  const headers = {
    ':method': 'POST',
    ':path': ECHO_PATH,
    'content-type': 'application/grpc',
    te: 'trailers',
    'grpc-timeout': '10000m',
  };
  return async (answers) => {
    const session = connect(`http://${host}:${port}`);
    session.on('error', (cause) => answers.ended(String(cause)));
    await once(session, 'connect');
    return {
      start(seq) {
        const stream = session.request(headers);
        let fine = false;
        stream.on('trailers', (trailers) => {
          fine = trailers['grpc-status'] === '0';
        });
        stream.on('error', () => {});
        stream.on('close', () => answers.answered(seq, fine));
        stream.resume();
        stream.end(message);
      },
      close: () => session.destroy(),
    };
  };
}
