import { connect as connectHttp2 } from 'node:http2';
import { parseArgs } from 'node:util';
import { systemClock, TimingWheel } from '../../src/clock/index.ts';
import { type GrpcCallReceiver, GrpcChannel, type Http2Context } from '../../src/http2/index.ts';
import { type CallEnd, NO_METADATA } from '../../src/status/index.ts';
import { Nghttpd } from '../nghttpd.ts';

/**
 * CPU per unary call of our HTTP/2 client alone, next to node:http2's, against nghttpd:
 * `node dist/bench/micro/http2-engine.js --calls 300000 --in-flight 64 --client native`
 */
const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '300000' },
    'in-flight': { type: 'string', default: '64' },
    client: { type: 'string', default: 'native' },
    payload: { type: 'string', default: '122' },
  },
});
const PATH = '/bench.v1.Echo/Unary';
const payload = new Uint8Array(Number(values.payload)).fill(7);

function context(): Http2Context {
  let tasks: (() => void)[] = [];
  const runAll = () => {
    const due = tasks;
    tasks = [];
    for (const task of due) task();
  };
  return {
    clock: systemClock,
    wheel: new TimingWheel(systemClock),
    slowWheel: new TimingWheel(systemClock, 1000),
    atTurnEnd: (task) => {
      if (tasks.push(task) === 1) setImmediate(runAll);
    },
    faulted: (cause) => {
      throw cause;
    },
    mayNotConnect: () => null,
    endpointFailed: () => {},
  };
}

/** Starts a call; `done` is to be called at its end. */
type Start = (done: (ok: boolean) => void) => void;

class Receiver implements GrpcCallReceiver {
  readonly #done: (ok: boolean) => void;
  #bytes = 0;

  constructor(done: (ok: boolean) => void) {
    this.#done = done;
  }

  onHeaders(): void {}

  onMessage(message: Uint8Array): void {
    this.#bytes += message.length;
  }

  onDrain(): void {}

  onEnd(end: CallEnd): void {
    this.#done(end.code === 0 && this.#bytes === payload.length);
  }
}

function native(port: number): { start: Start; stop: () => void } {
  const channel = new GrpcChannel({ host: '127.0.0.1', port, tls: null }, context(), {
    maxMessageBytes: 4_194_304,
    keepaliveMs: 300_000,
    answerTimeoutMs: 20_000,
    maxStreamId: 2 ** 31 - 1,
    connectTimeoutMs: 3000,
    minRedialMs: 50,
    maxRedialMs: 1000,
    maxWaitingCalls: 10_000,
    userAgent: 'trunkline-bench',
  });
  return {
    start: (done) => {
      const deadlineAtMs = systemClock.nowMs() + 5000;
      const call = channel.start({ path: PATH, metadata: NO_METADATA, deadlineAtMs }, new Receiver(done));
      call.send(payload);
      call.halfClose();
      call.request(1);
    },
    stop: () => channel.close(),
  };
}

function nodeHttp2(port: number): { start: Start; stop: () => void } {
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  const message = Buffer.concat([Buffer.of(0, 0, 0, 0, payload.length), payload]);
  const headers = {
    ':method': 'POST',
    ':path': PATH,
    te: 'trailers',
    'content-type': 'application/grpc',
    'grpc-timeout': '5000m',
  };
  return {
    start: (done) => {
      const stream = session.request(headers);
      let bytes = 0;
      let status: unknown;
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      stream.on('trailers', (trailers) => {
        status = trailers['grpc-status'];
      });
      stream.on('close', () => done(status === '0' && bytes === message.length));
      stream.end(message);
    },
    stop: () => session.close(),
  };
}

async function run(start: Start, calls: number, inFlight: number): Promise<number> {
  let failed = 0;
  let started = 0;
  let ended = 0;
  await new Promise<void>((resolve) => {
    const next = () => {
      started++;
      start(done);
    };
    const done = (ok: boolean) => {
      if (!ok) failed++;
      ended++;
      if (ended === calls) resolve();
      else if (started < calls) next();
    };
    for (let index = 0; index < inFlight; index++) next();
  });
  return failed;
}

const backend = await Nghttpd.start(PATH, payload);
const client = values.client === 'native' ? native(backend.port) : nodeHttp2(backend.port);
const calls = Number(values.calls);
const inFlight = Number(values['in-flight']);
await run(client.start, Math.min(calls, 20_000), inFlight);
const cpuBefore = process.cpuUsage();
const startedAtMs = systemClock.nowMs();
const failed = await run(client.start, calls, inFlight);
const elapsedMs = systemClock.nowMs() - startedAtMs;
const cpu = process.cpuUsage(cpuBefore);
client.stop();
await backend[Symbol.asyncDispose]();
console.log(
  JSON.stringify({
    client: values.client,
    calls,
    inFlight,
    failed,
    cpuUsPerCall: Number(((cpu.user + cpu.system) / calls).toFixed(2)),
    userUs: Number((cpu.user / calls).toFixed(2)),
    callsPerSecond: Math.round((calls / elapsedMs) * 1000),
  }),
);
