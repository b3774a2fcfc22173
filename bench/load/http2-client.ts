import { systemClock, TimingWheel } from '../../src/clock/index.ts';
import { type AtTurnEnd, type GrpcCallReceiver, GrpcChannel, type Http2Context } from '../../src/http2/index.ts';
import { type CallEnd, NO_METADATA } from '../../src/status/index.ts';
import { ECHO_PATH, echoPayload } from '../echo-payload.ts';
import type { Answers, CallClient, LoadTarget } from './call-client.ts';
import type { Round } from './round.ts';

const TIMEOUT_MS = 10_000;
const OPTIONS = {
  maxMessageBytes: 4 * 1024 * 1024,
  keepaliveMs: 300_000,
  answerTimeoutMs: 20_000,
  maxStreamId: 2 ** 31 - 1,
  connectTimeoutMs: 3000,
  minRedialMs: 50,
  maxRedialMs: 1000,
  maxWaitingCalls: 10_000,
  userAgent: 'trunkline-bench',
};

/**
 * gRPC over HTTP/2 by our own client, so that a proxy is loaded by the same generator, clock and histogram as the
 * gateway, at as little cost beside it as can be.
 */
export function openHttp2Clients(
  { host, port }: LoadTarget,
  round: Round,
  atTurnEnd: AtTurnEnd,
): (answers: Answers) => Promise<CallClient> {
  const context: Http2Context = {
    clock: systemClock,
    wheel: new TimingWheel(systemClock),
    slowWheel: new TimingWheel(systemClock, 1000),
    atTurnEnd,
    faulted: (cause) => {
      throw cause;
    },
    mayNotConnect: () => null,
    endpointFailed: () => {},
  };
  const payload = echoPayload(round.payloadBytes, 'proto');
  return (answers) => {
    const channel = new GrpcChannel({ host, port, tls: null }, context, OPTIONS);
    return Promise.resolve({
      start(seq) {
        const deadlineAtMs = systemClock.nowMs() + TIMEOUT_MS;
        const call = channel.start(
          { path: ECHO_PATH, metadata: NO_METADATA, deadlineAtMs },
          new Receiver(seq, answers),
        );
        call.send(payload);
        call.halfClose();
        call.request(1);
      },
      close: () => channel.close(),
    });
  };
}

/** One call of the load. It is fine where it is OK and one message came. */
class Receiver implements GrpcCallReceiver {
  readonly #seq: number;
  readonly #answers: Answers;
  #messages = 0;

  constructor(seq: number, answers: Answers) {
    this.#seq = seq;
    this.#answers = answers;
  }

  onHeaders(): void {}

  onMessage(): void {
    this.#messages++;
  }

  onDrain(): void {}

  onEnd(end: CallEnd): void {
    this.#answers.answered(this.#seq, end.code === 0 && this.#messages === 1);
  }
}
