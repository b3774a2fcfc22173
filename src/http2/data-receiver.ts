import { type CallEnd, failedEnd } from '../status/index.ts';
import type { ControlBudget } from './control-budget.ts';
import { DEFAULT_WINDOW_BYTES, FLAG } from './frame-type.ts';
import { appendWindowUpdate } from './frame-writer.ts';
import type { GrpcCall } from './grpc-call.ts';
import { flowControlError } from './http2-error.ts';
import { MESSAGE_PREFIX_BYTES, type MessageFault, MessageReader } from './message-reader.ts';
import type { OutputBuffer } from './output-buffer.ts';

/** What a stream may have on its way to us, and what a paused call holds at most. */
export const STREAM_WINDOW_BYTES = 262_144;
/** Wide, so that no stream waits for another's reader: what holds a stream back is its own window. */
const CONNECTION_WINDOW_BYTES = 16_777_216;

/** What the receiver of DATA tells the connection. */
export interface StreamEvents {
  /** The call can't go on, and ends so; its stream is to be reset. */
  streamFailed(call: GrpcCall, end: CallEnd): void;
  /** All messages of a call are delivered whose end had been kept back. */
  allDelivered(call: GrpcCall, end: CallEnd): void;
}

/**
 * The receiving half of flow control (RFC 9113 section 5.2) and the messages in it. The connection's window is refilled
 * as bytes arrive; a stream's only as its receiver takes messages, so a receiver that pauses holds up its own stream.
 */
export class DataReceiver {
  readonly #output: OutputBuffer;
  readonly #budget: ControlBudget;
  readonly #events: StreamEvents;
  readonly #maxMessageBytes: number;
  #window = DEFAULT_WINDOW_BYTES;
  /** Whether a message was handed out that is a view of what arrived. */
  #kept = false;

  constructor(output: OutputBuffer, budget: ControlBudget, events: StreamEvents, maxMessageBytes: number) {
    this.#output = output;
    this.#budget = budget;
    this.#events = events;
    this.#maxMessageBytes = maxMessageBytes;
  }

  /** Widens the connection's window; once, after the SETTINGS. */
  widenConnection(): void {
    appendWindowUpdate(this.#output, 0, CONNECTION_WINDOW_BYTES - this.#window);
    this.#window = CONNECTION_WINDOW_BYTES;
  }

  /** Accounts for a DATA frame, whoever it is for: padding counts too (RFC 9113 section 6.9.1). */
  arrived(frameBytes: number): void {
    this.#window -= frameBytes;
    if (this.#window < 0) throw flowControlError('more DATA than the connection window allows');
    if (this.#window < CONNECTION_WINDOW_BYTES / 2) {
      appendWindowUpdate(this.#output, 0, CONNECTION_WINDOW_BYTES - this.#window);
      this.#window = CONNECTION_WINDOW_BYTES;
    }
  }

  /** Whether views of what arrived since the last time were handed out; all else of it was copied. */
  takeKept(): boolean {
    const kept = this.#kept;
    this.#kept = false;
    return kept;
  }

  /** Takes the DATA of an open call, without its padding. */
  data(call: GrpcCall, frameBytes: number, flags: number, bytes: Uint8Array, start: number, end: number): void {
    call.receiveWindow -= frameBytes;
    if (call.receiveWindow < 0) throw flowControlError('more DATA than the stream window allows');
    if (start === end && (flags & FLAG.END_STREAM) === 0) this.#budget.spend();
    const length = end - start - MESSAGE_PREFIX_BYTES;
    if (call.messages === null && call.credit > 0 && isOneMessage(bytes, start, length, this.#maxMessageBytes)) {
      call.credit--;
      this.#kept = true;
      call.receiver.onMessage(bytes.subarray(start + MESSAGE_PREFIX_BYTES, end));
    } else {
      call.messages ??= new MessageReader(this.#maxMessageBytes);
      call.messages.push(bytes, start, end);
      this.deliver(call);
    }
    if ((flags & FLAG.END_STREAM) === 0) this.#refill(call);
  }

  /** Hands out messages as far as there is credit, and the end once there are no more. */
  deliver(call: GrpcCall): void {
    const messages = call.messages;
    if (messages === null || call.delivering) return;
    call.delivering = true;
    while (call.credit > 0 && call.phase !== 'ended') {
      const message = messages.take();
      if (message === null) break;
      call.credit--;
      if (!messages.own) this.#kept = true;
      call.receiver.onMessage(message);
    }
    call.delivering = false;
    if (call.phase === 'ended') return;
    messages.keep();
    if (messages.ready) {
      if (messages.fault !== null) this.#events.streamFailed(call, endOfFault(messages.fault, this.#maxMessageBytes));
      return;
    }
    if (call.pendingEnd !== null) this.#events.allDelivered(call, call.pendingEnd);
    else this.#refill(call);
  }

  #refill(call: GrpcCall): void {
    if (call.phase !== 'open') return;
    const taken = call.credit > 0;
    const held = taken ? 0 : (call.messages?.heldBytes ?? 0);
    // A message that is wanted will be held whole in any case: it need not come a window at a time.
    const missing = taken ? (call.messages?.missingBytes ?? 0) : 0;
    const due = Math.max(STREAM_WINDOW_BYTES, missing) - held - call.receiveWindow;
    if (due < STREAM_WINDOW_BYTES / 2) return;
    appendWindowUpdate(this.#output, call.streamId, due);
    call.receiveWindow += due;
  }
}

function isOneMessage(bytes: Uint8Array, start: number, length: number, maxMessageBytes: number): boolean {
  return (
    length >= 0 &&
    length <= maxMessageBytes &&
    bytes[start] === 0 &&
    bytes[start + 1] === 0 &&
    (((bytes[start + 2] ?? 0) << 16) | ((bytes[start + 3] ?? 0) << 8) | (bytes[start + 4] ?? 0)) === length
  );
}

function endOfFault(fault: MessageFault, maxMessageBytes: number): CallEnd {
  switch (fault) {
    case 'TOO_LARGE':
      return failedEnd('RESPONSE_TOO_LARGE', `a message of the backend is larger than ${maxMessageBytes} bytes`);
    case 'COMPRESSED':
      return failedEnd('BAD_RESPONSE', 'the backend compressed a message, though no compression was offered');
    case 'BAD_FLAG':
      return failedEnd('BAD_RESPONSE', 'the backend sent a message with an unknown flag');
  }
}
