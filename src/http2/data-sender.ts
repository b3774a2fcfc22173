import type { ControlBudget } from './control-budget.ts';
import { DEFAULT_WINDOW_BYTES, FLAG, FRAME, FRAME_HEADER_BYTES, MAX_WINDOW_BYTES } from './frame-type.ts';
import { appendEndStream, putFrameHeader, putUint32 } from './frame-writer.ts';
import type { GrpcCall } from './grpc-call.ts';
import { flowControlError } from './http2-error.ts';
import { MESSAGE_PREFIX_BYTES } from './message-reader.ts';
import { Outbox } from './outbox.ts';
import type { OutputBuffer } from './output-buffer.ts';
import type { PeerSettings } from './settings.ts';

/** Above this much output that the socket has not taken, DATA waits in its call, whatever the windows allow. */
const CONGESTED_BYTES = 1_048_576;
/** Up to this much may wait in a call before `send` asks for a pause. */
const OUTBOX_BYTES = 16_384;

/**
 * The sending half of flow control (RFC 9113 section 5.2): what the windows of connection and stream allow is written at
 * once, the rest waits in its call and takes turns, a frame each, when there is room again. A small message that fits, as
 * almost all do, costs one frame in the output and nothing else.
 */
export class DataSender {
  readonly #output: OutputBuffer;
  readonly #settings: PeerSettings;
  readonly #budget: ControlBudget;
  /** Whether the socket holds more than it should; set by the connection. */
  congested = false;
  #window = DEFAULT_WINDOW_BYTES;
  readonly #held = new Set<GrpcCall>();

  constructor(output: OutputBuffer, settings: PeerSettings, budget: ControlBudget) {
    this.#output = output;
    this.#settings = settings;
    this.#budget = budget;
  }

  /** Bytes that may be sent on all streams together. */
  get window(): number {
    return this.#window;
  }

  /** False: something is left for later, and `onDrain` will be called. */
  send(call: GrpcCall, payload: Uint8Array): boolean {
    const bytes = MESSAGE_PREFIX_BYTES + payload.length;
    const room =
      call.outbox === null &&
      bytes <= call.sendWindow &&
      bytes <= this.#window &&
      payload.length <= OUTBOX_BYTES - MESSAGE_PREFIX_BYTES &&
      this.#open;
    if (room) {
      this.#sendWhole(call, payload, bytes);
      return true;
    }
    call.outbox ??= new Outbox();
    call.outbox.push(payload);
    this.pump(call);
    call.drainOwed = call.outbox !== null && call.outbox.bytes > OUTBOX_BYTES;
    return !call.drainOwed;
  }

  /** Ends our half of the stream: on its last DATA frame where that has not left yet, else on an empty one. */
  halfClose(call: GrpcCall): void {
    if (call.outbox !== null) return;
    call.sending = 'closed';
    if (call.dataEpoch === this.#output.epoch) this.#output.bytes[call.dataFlagsAt] = FLAG.END_STREAM;
    else appendEndStream(this.#output, call.streamId);
  }

  /** Writes what the windows allow of what waits in `call`. */
  pump(call: GrpcCall): void {
    while (call.outbox !== null && this.#sendPiece(call)) {}
    if (call.outbox === null) this.#held.delete(call);
    else this.#held.add(call);
  }

  /** The socket or the connection's window has room again: calls take turns, a frame each. */
  pumpAll(): void {
    for (const call of this.#held) {
      if (this.#window <= 0 || !this.#open) return;
      if (!this.#sendPiece(call) && call.outbox !== null) continue;
      this.#held.delete(call);
      // A call that has more goes to the end of the row.
      if (call.outbox !== null) this.#held.add(call);
    }
  }

  forget(call: GrpcCall): void {
    if (call.outbox !== null) this.#held.delete(call);
  }

  /** RFC 9113 section 6.9.1. */
  widen(increment: number): void {
    // Where there was room, what is held waits for its own window, and looking at all of it would find nothing.
    const starved = this.#window <= 0;
    this.#window += increment;
    if (this.#window > MAX_WINDOW_BYTES) throw flowControlError('the connection window grew above 2^31-1');
    if (starved) this.pumpAll();
  }

  get #open(): boolean {
    return !this.congested && this.#output.pendingBytes < CONGESTED_BYTES;
  }

  #sendWhole(call: GrpcCall, payload: Uint8Array, bytes: number): void {
    const output = this.#output;
    const at = output.reserve(FRAME_HEADER_BYTES + bytes);
    const buffer = output.bytes;
    putFrameHeader(buffer, at, bytes, FRAME.DATA, 0, call.streamId);
    buffer[at + FRAME_HEADER_BYTES] = 0;
    putUint32(buffer, at + FRAME_HEADER_BYTES + 1, payload.length);
    buffer.set(payload, at + FRAME_HEADER_BYTES + MESSAGE_PREFIX_BYTES);
    output.length = at + FRAME_HEADER_BYTES + bytes;
    this.#sent(call, bytes, at);
  }

  /** One DATA frame of what waits; false where nothing may be sent. */
  #sendPiece(call: GrpcCall): boolean {
    const outbox = call.outbox;
    if (outbox === null || !this.#open) return false;
    const bytes = Math.min(outbox.bytes, call.sendWindow, this.#window, this.#settings.maxFrameBytes);
    if (bytes <= 0) return false;
    const last = bytes === outbox.bytes;
    const ends = last && call.sending === 'closing';
    const at = this.#output.reserve(FRAME_HEADER_BYTES);
    putFrameHeader(this.#output.bytes, at, bytes, FRAME.DATA, ends ? FLAG.END_STREAM : 0, call.streamId);
    this.#output.length = at + FRAME_HEADER_BYTES;
    this.#sent(call, bytes, at);
    outbox.moveTo(this.#output, bytes);
    if (last) call.outbox = null;
    if (ends) call.sending = 'closed';
    if (call.drainOwed && outbox.bytes <= OUTBOX_BYTES) {
      call.drainOwed = false;
      call.receiver.onDrain();
    }
    return true;
  }

  #sent(call: GrpcCall, bytes: number, at: number): void {
    call.sendWindow -= bytes;
    this.#window -= bytes;
    call.dataFlagsAt = at + 4;
    call.dataEpoch = this.#output.epoch;
    this.#budget.earn();
  }
}
