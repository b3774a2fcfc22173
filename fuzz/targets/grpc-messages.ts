import { ControlBudget } from '../../src/http2/control-budget.ts';
import { DataReceiver, STREAM_WINDOW_BYTES } from '../../src/http2/data-receiver.ts';
import { FLAG } from '../../src/http2/frame-type.ts';
import { type CallCarrier, GrpcCall } from '../../src/http2/grpc-call.ts';
import { MessageReader } from '../../src/http2/message-reader.ts';
import { OutputBuffer } from '../../src/http2/output-buffer.ts';
import { OK_END } from '../../src/status/index.ts';
import { mustBe } from '../broken-promise.ts';
import { chunkings } from '../chunkings.ts';
import { sameBytes } from '../same-value.ts';
import { STOPPED_CLOCK } from '../stopped-clock.ts';
import type { Target } from '../target.ts';

const CAPS = [4096, 300, 16, 0];
const PREFIX_BYTES = 5;
const CONNECTION_WINDOW_BYTES = 16_777_216;
const MAX_FRAME_BYTES = 16_384;

interface Deframed {
  readonly messages: readonly Uint8Array[];
  readonly faulty: boolean;
}

const hex = (value: string) => new Uint8Array(Buffer.from(value, 'hex'));

/**
 * The DATA of one stream on its way to a receiver: messages cut, credit and windows kept. An input says by its first
 * byte which messages are too large; then follow steps of two bytes, what and how much. Step 0, 1: so many bytes in a
 * DATA frame (with END_STREAM where the step has bit 4); 2: credit for so many messages; 3: the frame is padded too.
 */
export const target: Target = {
  name: 'grpc-messages',
  maxInputBytes: 640,
  seeds: [
    hex('0002010007000000000268690200'),
    hex('00020304070000000002686902000003000000'),
    hex('0000070000000002686900030000000003020202ff04030000000201'),
    hex('01000500000001000c0500000000000201'),
    hex('0202010005010000000102'),
    hex('03020204050000000000'),
    hex('00020aff10000000010000000000000000000000fb0a0000000000000000000000000000'),
    new Uint8Array(Buffer.concat([hex('0002ff00c8000000012c'), Buffer.alloc(195), hex('0469'), Buffer.alloc(105)])),
    new Uint8Array(Buffer.concat([hex('0002ff'), ...Array.from({ length: 18 }, () => hex('fb05000000000000'))])),
  ],
  dictionary: ['0201', '0200', '02ff', '0005', '0405', 'fb05', '0000000000', '0000000001', '0100000000', '0200000000']
    .concat(['00000000ff', '0000000100', '0000001000', '00ffffffff', '000000012c', '0000000010', '0000000011'])
    .map(hex),
  firstUnitAt: 1,
  framing: {
    unitAt: (bytes, start) => {
      const bodyAt = start + 2;
      if (bodyAt > bytes.length) return null;
      const end = bodyAt + ((bytes[start] ?? 0) % 4 === 2 ? 0 : (bytes[start + 1] ?? 0));
      return end <= bytes.length ? { start, bodyAt, end } : null;
    },
    headerFor: (header, bodyBytes) => Uint8Array.of(header[0] ?? 0, Math.min(255, bodyBytes)),
  },
  run(input) {
    const cap = CAPS[(input[0] ?? 0) & 3] ?? 0;
    const stream = new CheckedStream(cap);
    for (let at = 1; at + 1 < input.length && !stream.over; ) {
      const step = input[at] ?? 0;
      const amount = input[at + 1] ?? 0;
      at += 2;
      if (step % 4 === 2) {
        stream.grant(amount);
        continue;
      }
      const end = Math.min(input.length, at + amount);
      const padding = step % 4 === 3 ? Math.min((step >>> 3) * 512, MAX_FRAME_BYTES - (end - at)) : 0;
      stream.data(input, at, end, padding, (step & 4) !== 0);
      at = end;
    }
    checkReader(input.subarray(1), cap);
  },
};

/** The reader by itself, from which all messages are taken as they come. */
function checkReader(bytes: Uint8Array, cap: number): void {
  const expected = deframeNaively(bytes, cap);
  for (const chunks of chunkings(bytes)) {
    const reader = new MessageReader(cap);
    const messages: Uint8Array[] = [];
    for (const chunk of chunks) {
      reader.push(chunk, 0, chunk.length);
      for (let message = reader.take(); message !== null; message = reader.take()) messages.push(message);
      reader.keep();
      mustBe(reader.fault !== null || !reader.ready, 'what is ready has been taken');
    }
    mustBe((reader.fault !== null) === expected.faulty, 'a message is refused in any chunking');
    mustBe(sameMessages(messages, expected.messages), 'messages are the same in any chunking');
  }
}

const output = new OutputBuffer(true, () => {});

/** One stream and what must be true of it after each step, by a model that knows all bytes at once. */
class CheckedStream {
  /** The stream has ended, one way or the other. */
  over = false;
  readonly #cap: number;
  readonly #receiver: DataReceiver;
  readonly #call: GrpcCall;
  readonly #delivered: Uint8Array[] = [];
  #arrived: Uint8Array = new Uint8Array(0);
  #granted = 0;
  #failed = false;
  #ended = false;
  /** What the peer may still send. */
  #streamWindow = STREAM_WINDOW_BYTES;
  #connectionWindow = CONNECTION_WINDOW_BYTES;

  constructor(cap: number) {
    this.#cap = cap;
    const budget = new ControlBudget(STOPPED_CLOCK);
    const events = {
      streamFailed: () => {
        this.#failed = true;
        this.#end();
      },
      allDelivered: () => {
        this.#ended = true;
        this.#end();
      },
    };
    this.#receiver = new DataReceiver(output, budget, events, cap);
    this.#receiver.widenConnection();
    output.flush(NOWHERE);
    const carrier: CallCarrier = {
      cancel: () => {},
      deadlineExceeded: () => {},
      send: () => true,
      halfClose: () => {},
      resume: (call) => this.#receiver.deliver(call),
    };
    const receiver = {
      onHeaders: () => {},
      onMessage: (message: Uint8Array) => {
        this.#delivered.push(message);
      },
      onDrain: () => {},
      onEnd: () => {},
    };
    this.#call = new GrpcCall({ path: '/s/m', metadata: [], deadlineAtMs: 0 }, receiver, carrier);
    this.#call.carrier = carrier;
    this.#call.phase = 'open';
    this.#call.streamId = 1;
    this.#call.receiveWindow = STREAM_WINDOW_BYTES;
  }

  grant(messages: number): void {
    this.#granted += messages;
    this.#call.request(messages);
    this.#check();
  }

  /** A peer that keeps to its windows sends a frame; it waits where they have no room. */
  data(bytes: Uint8Array, start: number, end: number, padding: number, endStream: boolean): void {
    const frameBytes = end - start + padding;
    const call = this.#call;
    if (call.pendingEnd !== null || frameBytes > this.#streamWindow || frameBytes > this.#connectionWindow) return;
    this.#streamWindow -= frameBytes;
    this.#connectionWindow -= frameBytes;
    this.#arrived = new Uint8Array(Buffer.concat([this.#arrived, bytes.subarray(start, end)]));
    this.#receiver.arrived(frameBytes);
    this.#receiver.data(call, frameBytes, endStream ? FLAG.END_STREAM : 0, bytes, start, end);
    // What the connection does at the end of a stream.
    if (endStream && call.phase === 'open') {
      if (call.messages?.ready === true) {
        call.pendingEnd = OK_END;
        call.phase = 'delivering';
      } else {
        this.#ended = true;
        this.#end();
      }
    }
    this.#check();
  }

  #end(): void {
    this.over = true;
    this.#call.forget();
  }

  #check(): void {
    this.#readWindowUpdates();
    const { messages, faulty } = deframeNaively(this.#arrived, this.#cap);
    const due = Math.min(this.#granted, messages.length);
    mustBe(sameMessages(this.#delivered, messages.slice(0, due)), 'a receiver gets what it has credit for, in order');
    mustBe(this.#failed === (faulty && due === messages.length), 'a bad message fails the stream in its turn');
    if (this.#ended) mustBe(due === messages.length && !faulty, 'a stream ends well after its last message only');
    if (this.over) return;
    const call = this.#call;
    mustBe(call.credit === this.#granted - due, 'each message takes one credit');
    mustBe((call.messages?.heldBytes ?? 0) <= this.#arrived.length, 'no more is held than arrived');
    if (call.phase !== 'open') return;
    mustBe(call.receiveWindow === this.#streamWindow, 'both sides count the same stream window');
    mustBe(this.#streamWindow <= STREAM_WINDOW_BYTES, 'a stream window keeps to its bound');
    mustBe(call.credit === 0 || this.#streamWindow >= MAX_FRAME_BYTES, 'a stream whose receiver waits does not stall');
    mustBe(this.#connectionWindow >= CONNECTION_WINDOW_BYTES / 2, 'the connection never stalls');
  }

  #readWindowUpdates(): void {
    output.flush({
      ...NOWHERE,
      write: (bytes) => {
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        for (let at = 0; at < bytes.length; at += 13) {
          mustBe(view.getUint32(at) === 0x00_00_04_08, 'a receiver writes nothing but WINDOW_UPDATE');
          if (view.getUint32(at + 5) === 0) this.#connectionWindow += view.getUint32(at + 9);
          else this.#streamWindow += view.getUint32(at + 9);
        }
      },
    });
  }
}

const NOWHERE = { writableLength: 0, write: () => {}, cork: () => {}, uncork: () => {} };

/** gRPC PROTOCOL-HTTP2, "Length-Prefixed-Message", for all bytes at once. */
function deframeNaively(bytes: Uint8Array, cap: number): Deframed {
  const messages: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + PREFIX_BYTES <= bytes.length) {
    const length = view.getUint32(at + 1);
    if (view.getUint8(at) !== 0 || length > cap) return { messages, faulty: true };
    const end = at + PREFIX_BYTES + length;
    if (end > bytes.length) break;
    messages.push(bytes.subarray(at + PREFIX_BYTES, end));
    at = end;
  }
  return { messages, faulty: false };
}

function sameMessages(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((message, index) => sameBytes(message, b[index] ?? new Uint8Array(0)));
}
