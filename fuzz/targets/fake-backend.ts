import { Socket } from 'node:net';
import { TimingWheel } from '../../src/clock/index.ts';
import { Http2Connection, type Http2ConnectionOwner } from '../../src/http2/connection.ts';
import { GrpcCall } from '../../src/http2/grpc-call.ts';
import { RequestBlocks } from '../../src/http2/request-blocks.ts';
import { SocketInput } from '../../src/http2/socket-input.ts';
import { mustBe } from '../broken-promise.ts';
import { STOPPED_CLOCK } from '../stopped-clock.ts';
import { CallRecord } from './call-record.ts';

const OPTIONS = { maxMessageBytes: 300, keepaliveMs: 300_000, answerTimeoutMs: 20_000, maxStreamId: 9 };
const MAX_TASKS = 1000;
const BLOCKS = new RequestBlocks({ scheme: 'http', authority: '127.0.0.1:1', userAgent: 'fuzz/1' });
/** More than any input has messages. */
const ALL_CREDIT = 10_000;
const LARGE = new Uint8Array(70_000);
/** What the next read may leave wherever it may write to. */
const SCRIBBLE = 0xee;

/** A socket that leads nowhere, and keeps what is written. */
class LooseSocket extends Socket {
  readonly written: Uint8Array[] = [];

  override write(bytes: Uint8Array | string): boolean {
    if (typeof bytes !== 'string') this.written.push(new Uint8Array(bytes));
    return true;
  }

  override destroySoon(): void {}
}

/** A connection with some calls, to a backend that sends whatever it is told to. */
export class FakeBackend implements Http2ConnectionOwner {
  readonly records: readonly CallRecord[];
  readonly #socket = new LooseSocket();
  readonly #input = new SocketInput();
  readonly #connection: Http2Connection;
  readonly #wheel = new TimingWheel(STOPPED_CLOCK);
  readonly #slowWheel = new TimingWheel(STOPPED_CLOCK);
  readonly #calls: GrpcCall[];
  #tasks: (() => void)[] = [];
  #opened = 0;
  #closed = 0;

  constructor() {
    const context = {
      clock: STOPPED_CLOCK,
      wheel: this.#wheel,
      slowWheel: this.#slowWheel,
      atTurnEnd: (task: () => void) => {
        this.#tasks.push(task);
      },
      faulted: (cause: unknown) => {
        throw cause;
      },
      mayNotConnect: () => null,
      endpointFailed: () => {},
    };
    this.#connection = new Http2Connection(this.#socket, this.#input, BLOCKS, context, OPTIONS, this);
    // A unary call; a stream that takes one message at a time; one that sends much, and gives up at its third answer.
    this.records = [
      new CallRecord(1, 0, 99),
      new CallRecord(0, 1, 99),
      new CallRecord(9, 0, 3),
      new CallRecord(2, 0, 99),
    ];
    const waiting = { cancel: () => {}, deadlineExceeded: () => {} };
    this.#calls = this.records.map((record) => {
      const call = new GrpcCall({ path: '/fuzz.v1.Echo/Call', metadata: [], deadlineAtMs: 1000 }, record, waiting);
      record.call = call;
      this.#wheel.arm(call, 1000);
      return call;
    });
    this.#calls[0]?.send(new Uint8Array(5));
    this.#calls[0]?.halfClose();
    this.#calls[2]?.send(LARGE);
    this.#calls[3]?.halfClose();
  }

  /** All that was written, in one piece. */
  get written(): Buffer {
    return Buffer.concat(this.#socket.written);
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      const room = this.#input.buffer();
      const part = chunk.subarray(at, at + room.length);
      room.set(part);
      this.#input.callback(part.length);
      this.#input.buffer().fill(SCRIBBLE);
      at += part.length;
    }
    this.#endTurn();
  }

  /** The backend goes. Nothing may be left of the connection. */
  end(): void {
    this.#socket.emit('end');
    // What arrived whole is still there for a receiver that had no credit.
    for (const record of this.records) record.takeAll(ALL_CREDIT);
    for (const record of this.records) record.checkKept();
    this.#endTurn();
    mustBe(this.#closed === 1, 'a connection ends once');
    mustBe(this.#connection.openCalls === 0, 'no call outlives its connection');
    for (const record of this.records.slice(0, this.#opened)) {
      mustBe(record.over, 'a call that was opened ends');
    }
    for (const call of this.#calls) if (call.phase === 'waiting') this.#wheel.disarm(call);
    mustBe(this.#wheel.size === 0 && this.#slowWheel.size === 0, 'no timer outlives its connection');
  }

  ready(connection: Http2Connection): void {
    this.roomy(connection);
  }

  draining(): void {}

  roomy(connection: Http2Connection): void {
    while (connection.hasRoom) {
      const call = this.#calls[this.#opened];
      const record = this.records[this.#opened];
      if (call === undefined || record === undefined) return;
      this.#opened++;
      mustBe(connection.open(call, 1000), 'a call without metadata can be opened');
      record.begin();
    }
  }

  closed(): void {
    this.#closed++;
  }

  #endTurn(): void {
    for (let done = 0; this.#tasks.length > 0; done++) {
      mustBe(done < MAX_TASKS, 'a turn ends');
      const tasks = this.#tasks;
      this.#tasks = [];
      for (const task of tasks) task();
    }
  }
}
