import type { ControlBudget } from './control-budget.ts';
import { FLAG, FRAME } from './frame-type.ts';
import type { HeaderBlockReader } from './header-block-reader.ts';
import { frameSizeError, protocolError } from './http2-error.ts';
import type { ResponseHeaders } from './response-headers.ts';

/** Who acts on frames that are legal by themselves. */
export interface FrameActor {
  /** `frameBytes` is what flow control counts; the payload from `start` to `end` is without its padding. */
  data(streamId: number, frameBytes: number, flags: number, bytes: Uint8Array, start: number, end: number): void;
  headers(streamId: number, endStream: boolean, headers: ResponseHeaders): void;
  reset(streamId: number, errorCode: number): void;
  settings(bytes: Uint8Array, start: number, end: number): void;
  settingsAcknowledged(): void;
  /** To be answered with the same eight bytes. */
  pinged(payload: Uint8Array): void;
  goaway(lastStreamId: number, errorCode: number, debug: string): void;
  windowUpdate(streamId: number, increment: number): void;
}

/**
 * Checks each frame against what RFC 9113 section 6 says of its type, its length and its place among the others, and
 * passes on what it says. Frames of unknown types are dropped (section 5.5); pushes were never allowed (section 8.4).
 */
export class FrameRouter {
  readonly #actor: FrameActor;
  readonly #blocks: HeaderBlockReader;
  readonly #budget: ControlBudget;
  #greeted = false;

  constructor(actor: FrameActor, blocks: HeaderBlockReader, budget: ControlBudget) {
    this.#actor = actor;
    this.#blocks = blocks;
    this.#budget = budget;
  }

  /** @throws Http2Error where the frame breaks a rule that concerns the connection. */
  route(type: number, flags: number, streamId: number, bytes: Uint8Array, start: number, end: number): void {
    if (!this.#greeted) this.#greet(type, flags);
    if (this.#blocks.awaitedStreamId !== 0 && type !== FRAME.CONTINUATION) {
      throw protocolError('a header block that is broken off');
    }
    switch (type) {
      case FRAME.DATA:
        if (streamId === 0) throw protocolError('DATA on stream 0');
        if ((flags & FLAG.PADDED) === 0) this.#actor.data(streamId, end - start, flags, bytes, start, end);
        else {
          const dataEnd = endWithoutPadding(bytes, start, end);
          this.#actor.data(streamId, end - start, flags, bytes, start + 1, dataEnd);
        }
        break;
      case FRAME.HEADERS:
        this.#headers(flags, streamId, bytes, start, end);
        break;
      case FRAME.CONTINUATION:
        this.#continuation(flags, streamId, bytes, start, end);
        break;
      case FRAME.RST_STREAM:
        expectLength(4, start, end);
        this.#actor.reset(streamId, uint32(bytes, start));
        break;
      case FRAME.WINDOW_UPDATE:
        expectLength(4, start, end);
        this.#budget.spend();
        this.#actor.windowUpdate(streamId, uint32(bytes, start) % 2 ** 31);
        break;
      case FRAME.SETTINGS:
        this.#settings(flags, streamId, bytes, start, end);
        break;
      case FRAME.PING:
        this.#ping(flags, streamId, bytes, start, end);
        break;
      case FRAME.GOAWAY:
        this.#goaway(streamId, bytes, start, end);
        break;
      case FRAME.PUSH_PROMISE:
        throw protocolError('a push, which our settings forbid');
      default:
        this.#budget.spend();
        break;
    }
  }

  /** The server's preface is a SETTINGS frame: RFC 9113 section 3.4. */
  #greet(type: number, flags: number): void {
    if (type !== FRAME.SETTINGS || (flags & FLAG.ACK) !== 0) throw protocolError('the first frame is not SETTINGS');
    this.#greeted = true;
  }

  #headers(flags: number, streamId: number, bytes: Uint8Array, start: number, end: number): void {
    if (streamId === 0) throw protocolError('HEADERS on stream 0');
    let blockStart = start;
    let blockEnd = end;
    if ((flags & FLAG.PADDED) !== 0) {
      blockEnd = endWithoutPadding(bytes, start, end);
      blockStart = start + 1;
    }
    // Exclusive bit, dependency and weight, which nobody uses any more: RFC 9113 section 5.3.
    if ((flags & FLAG.PRIORITY) !== 0) blockStart += 5;
    if (blockStart > blockEnd) throw frameSizeError('HEADERS shorter than its fields');
    if ((flags & FLAG.END_HEADERS) === 0) {
      this.#blocks.begin(streamId, flags, bytes, blockStart, blockEnd);
      return;
    }
    const headers = this.#blocks.read(bytes, blockStart, blockEnd);
    this.#actor.headers(streamId, (flags & FLAG.END_STREAM) !== 0, headers);
  }

  #continuation(flags: number, streamId: number, bytes: Uint8Array, start: number, end: number): void {
    const headers = this.#blocks.proceed(streamId, flags, bytes, start, end);
    if (headers !== null) this.#actor.headers(streamId, (this.#blocks.flags & FLAG.END_STREAM) !== 0, headers);
  }

  #settings(flags: number, streamId: number, bytes: Uint8Array, start: number, end: number): void {
    if (streamId !== 0) throw protocolError('SETTINGS on a stream');
    this.#budget.spend();
    if ((flags & FLAG.ACK) !== 0) {
      expectLength(0, start, end);
      this.#actor.settingsAcknowledged();
      return;
    }
    this.#actor.settings(bytes, start, end);
  }

  #ping(flags: number, streamId: number, bytes: Uint8Array, start: number, end: number): void {
    if (streamId !== 0) throw protocolError('PING on a stream');
    expectLength(8, start, end);
    this.#budget.spend();
    if ((flags & FLAG.ACK) === 0) this.#actor.pinged(bytes.subarray(start, end));
  }

  #goaway(streamId: number, bytes: Uint8Array, start: number, end: number): void {
    if (streamId !== 0) throw protocolError('GOAWAY on a stream');
    if (end - start < 8) throw frameSizeError('GOAWAY shorter than its fields');
    this.#budget.spend();
    const debug = Buffer.from(bytes.subarray(start + 8, Math.min(end, start + 264))).toString('latin1');
    this.#actor.goaway(uint32(bytes, start) % 2 ** 31, uint32(bytes, start + 4), debug);
  }
}

/** Where DATA or a header block ends without its padding, which the frame's first byte counts: RFC 9113 section 6.1. */
function endWithoutPadding(bytes: Uint8Array, start: number, end: number): number {
  const padding = bytes[start] ?? 0;
  if (padding >= end - start) throw protocolError('more padding than the frame has bytes');
  return end - padding;
}

function expectLength(length: number, start: number, end: number): void {
  if (end - start !== length) throw frameSizeError(`a frame of ${end - start} bytes, where ${length} is the length`);
}

function uint32(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) * 2 ** 24 + (((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
  );
}
