import { WheelTimer } from '../clock/index.ts';
import type { CallEnd } from '../status/index.ts';
import type { GrpcCallReceiver, GrpcCallStart } from './call-receiver.ts';
import type { MessageReader } from './message-reader.ts';
import { Outbox } from './outbox.ts';

/**
 * Where a call stands: `waiting` for a stream, `open` on one, `delivering` what arrived before its stream ended to a
 * receiver that has no credit left, `refused` and to be told so at the end of the turn, `ended`.
 */
export type CallPhase = 'waiting' | 'open' | 'delivering' | 'refused' | 'ended';

/** Our half of the stream: `closing` once the caller has closed it and messages still wait to be sent. */
export type SendingPhase = 'open' | 'closing' | 'closed';

/** Who holds a call that has not ended: the channel's line while it waits, then its connection. */
export interface CallHolder {
  cancel(call: GrpcCall): void;
  deadlineExceeded(call: GrpcCall): void;
}

/** Who carries an open call: its connection. */
export interface CallCarrier extends CallHolder {
  send(call: GrpcCall, payload: Uint8Array): boolean;
  halfClose(call: GrpcCall): void;
  /** The call has credit again, and may have something to deliver. */
  resume(call: GrpcCall): void;
}

/** How much may wait in a call that has no stream yet before `send` asks for a pause. */
const WAITING_SEND_BYTES = 65_536;

/**
 * One call, from its start to its end. A single object with fixed fields and no closures, for there is one of it for
 * each call that the gateway carries; it is its own deadline timer. The caller uses the methods; the fields belong to
 * this folder.
 */
export class GrpcCall extends WheelTimer {
  readonly start: GrpcCallStart;
  readonly receiver: GrpcCallReceiver;
  phase: CallPhase = 'waiting';
  sending: SendingPhase = 'open';
  holder: CallHolder;
  /** Null while the call waits. */
  carrier: CallCarrier | null = null;
  /** 0: none yet. */
  streamId = 0;
  /** The output's epoch when HEADERS was written: while it lasts, nothing has left. */
  openEpoch = 0;
  /** Where the flags of the last DATA frame stand, and the epoch for which that is true. */
  dataFlagsAt = 0;
  dataEpoch = -1;
  sendWindow = 0;
  receiveWindow = 0;
  /** How many more messages the receiver takes. */
  credit = 0;
  headersSeen = false;
  /** `send` returned false and `onDrain` is owed. */
  drainOwed = false;
  /** Whether a delivery is scheduled or going on. */
  delivering = false;
  outbox: Outbox | null = null;
  messages: MessageReader | null = null;
  /** How the call will end once all messages are delivered. */
  pendingEnd: CallEnd | null = null;

  constructor(start: GrpcCallStart, receiver: GrpcCallReceiver, holder: CallHolder) {
    super();
    this.start = start;
    this.receiver = receiver;
    this.holder = holder;
  }

  /** Sends one message. False: it was taken, but wait for `onDrain` before the next. */
  send(payload: Uint8Array): boolean {
    if (this.sending !== 'open') return true;
    if (this.carrier !== null) return this.carrier.send(this, payload);
    this.outbox ??= new Outbox();
    this.outbox.push(payload);
    this.drainOwed = this.outbox.bytes > WAITING_SEND_BYTES;
    return !this.drainOwed;
  }

  halfClose(): void {
    if (this.sending !== 'open') return;
    this.sending = 'closing';
    this.carrier?.halfClose(this);
  }

  /** Takes `messages` more messages from the backend. */
  request(messages: number): void {
    if (this.phase === 'ended') return;
    this.credit += messages;
    if (this.messages !== null) this.carrier?.resume(this);
  }

  /** Takes nothing more until the next `request`; its stream's window then holds the backend back. */
  hold(): void {
    this.credit = 0;
  }

  /** Gives the call up: its stream is reset, and `onEnd` is not called for it. */
  cancel(): void {
    if (this.phase !== 'ended') this.holder.cancel(this);
  }

  override expired(): void {
    if (this.phase !== 'ended') this.holder.deadlineExceeded(this);
  }

  /** The last word to the receiver. Whoever held the call has let go of it by then. */
  end(end: CallEnd): void {
    this.forget();
    this.receiver.onEnd(end);
  }

  /** Ends without a word. */
  forget(): void {
    this.phase = 'ended';
    this.sending = 'closed';
    this.outbox = null;
    this.messages = null;
  }
}
