import type { CallReceiver, CallStart, Channel, Endpoint, Engine, OutgoingCall } from '../../src/backend/index.ts';
import { type CallEnd, failedEnd, type Metadata, OK_END, type Reason } from '../../src/status/index.ts';

/** One call that has arrived at a scripted endpoint: what was sent, and the means to answer it. */
export class ScriptedCall implements OutgoingCall {
  readonly address: string;
  readonly start: CallStart;
  readonly sent: Uint8Array[] = [];
  halfClosed = false;
  /** Messages that the gateway still takes. */
  credit = 0;
  state: 'open' | 'cancelled' | 'ended' = 'open';
  /** What `send` says: a backend that is busy takes the message, but wants a pause. */
  busy = false;
  readonly #receiver: CallReceiver;

  constructor(address: string, start: CallStart, receiver: CallReceiver) {
    this.address = address;
    this.start = start;
    this.#receiver = receiver;
  }

  send(payload: Uint8Array): boolean {
    if (this.state === 'open') this.sent.push(payload);
    return !this.busy;
  }

  halfClose(): void {
    if (this.state === 'open') this.halfClosed = true;
  }

  request(messages: number): void {
    if (this.state === 'open') this.credit += messages;
  }

  hold(): void {
    this.credit = 0;
  }

  cancel(): void {
    if (this.state === 'open') this.state = 'cancelled';
  }

  headers(metadata: Metadata): void {
    if (this.state === 'open') this.#receiver.onHeaders(metadata);
  }

  /** Sends a message, as an engine may: only while there is credit. */
  message(payload: Uint8Array): void {
    if (this.state !== 'open') return;
    if (this.credit === 0) throw new Error('the gateway has asked for no message');
    this.credit--;
    this.#receiver.onMessage(payload);
  }

  /** Sends a message that was on its way when it was held, as an engine may. */
  late(payload: Uint8Array): void {
    this.#receiver.onMessage(payload);
  }

  drain(): void {
    this.busy = false;
    if (this.state === 'open') this.#receiver.onDrain();
  }

  end(end: CallEnd = OK_END): void {
    if (this.state !== 'open') return;
    this.state = 'ended';
    this.#receiver.onEnd(end);
  }

  fail(reason: Reason): void {
    this.end(failedEnd(reason, 'scripted'));
  }

  /** What no engine should do, but a gateway must live through: an end that comes after the end. */
  endAgain(): void {
    this.#receiver.onEnd(OK_END);
  }

  /** A unary answer. */
  answer(payload: Uint8Array): void {
    this.message(payload);
    this.end();
  }
}

class ScriptedChannel implements Channel {
  waitingCalls = 0;
  connects = 0;
  closed = false;
  readonly #address: string;
  readonly #started: (call: ScriptedCall) => void;

  constructor(address: string, started: (call: ScriptedCall) => void) {
    this.#address = address;
    this.#started = started;
  }

  connect(): void {
    this.connects++;
  }

  start(start: CallStart, receiver: CallReceiver): OutgoingCall {
    if (this.closed) throw new Error(`${this.#address} was closed, and is called`);
    const call = new ScriptedCall(this.#address, start, receiver);
    this.#started(call);
    return call;
  }

  close(): void {
    this.closed = true;
  }
}

/** An engine whose endpoints do what a test says. */
export class ScriptedEngine implements Engine {
  /** All calls, in the order in which they were started. */
  readonly calls: ScriptedCall[] = [];
  readonly channels = new Map<string, ScriptedChannel>();

  open({ host, port }: Endpoint): Channel {
    const address = `${host}:${port}`;
    const channel = new ScriptedChannel(address, (call) => this.calls.push(call));
    this.channels.set(address, channel);
    return channel;
  }

  /** The call that was started last. */
  get last(): ScriptedCall {
    const call = this.calls.at(-1);
    if (call === undefined) throw new Error('no call was started');
    return call;
  }
}
