import { type Clock, systemClock, TimingWheel } from '../../src/clock/index.ts';
import { type DialTarget, type GrpcCall, GrpcChannel, type GrpcChannelOptions } from '../../src/http2/index.ts';
import type { Metadata } from '../../src/status/index.ts';
import { CallLog } from './call-log.ts';

const CHANNEL_OPTIONS: GrpcChannelOptions = {
  maxMessageBytes: 4_194_304,
  keepaliveMs: 300_000,
  answerTimeoutMs: 20_000,
  maxStreamId: 2 ** 31 - 1,
  connectTimeoutMs: 3000,
  minRedialMs: 20,
  maxRedialMs: 100,
  maxWaitingCalls: 1000,
  userAgent: 'test/1',
};

export interface StartedCall {
  readonly call: GrpcCall;
  readonly log: CallLog;
}

/** A channel of our own to a port of this machine, with what the tests want to look into. */
export class NativeChannel {
  readonly channel: GrpcChannel;
  readonly wheel: TimingWheel;
  readonly slowWheel: TimingWheel;
  readonly faults: unknown[] = [];
  /** What operators hear of the endpoint. */
  readonly failures: string[] = [];
  /** How many times something asked for the end of the turn. */
  turns = 0;

  constructor(
    port: number,
    options: Partial<GrpcChannelOptions> = {},
    clock: Clock = systemClock,
    target: Partial<DialTarget> = {},
  ) {
    this.wheel = new TimingWheel(systemClock);
    this.slowWheel = new TimingWheel(clock, 10);
    this.channel = new GrpcChannel(
      { host: '127.0.0.1', port, tls: null, ...target },
      {
        clock: systemClock,
        wheel: this.wheel,
        slowWheel: this.slowWheel,
        atTurnEnd: (task) => {
          this.turns++;
          setImmediate(task);
        },
        faulted: (cause) => this.faults.push(cause),
        mayNotConnect: () => null,
        endpointFailed: (endpoint, why) => this.failures.push(`${endpoint}: ${why}`),
      },
      { ...CHANNEL_OPTIONS, ...options },
    );
  }

  start(metadata: Metadata = [], timeoutMs = 10_000): StartedCall {
    const log = new CallLog();
    const deadlineAtMs = systemClock.nowMs() + timeoutMs;
    return { call: this.channel.start({ path: '/test.v1.Echo/Unary', metadata, deadlineAtMs }, log), log };
  }

  /** A call with one message, that takes one. */
  unary(payload: Uint8Array = Buffer.from('hello'), metadata: Metadata = [], timeoutMs = 10_000): StartedCall {
    const started = this.start(metadata, timeoutMs);
    started.call.send(payload);
    started.call.halfClose();
    started.call.request(1);
    return started;
  }
}
