import type { GrpcCallStart } from './call-receiver.ts';
import { FLAG, FRAME, FRAME_HEADER_BYTES } from './frame-type.ts';
import { putFrameHeader, putUint32 } from './frame-writer.ts';
import type { OutputBuffer } from './output-buffer.ts';
import {
  bytesWithoutTimeout,
  encodeMetadata,
  MAX_TIMEOUT_VALUE_BYTES,
  putTimeoutValue,
  type RequestBlocks,
} from './request-blocks.ts';

/** Sets the dynamic table's size to 0: RFC 7541 section 6.3. */
const TABLE_SIZE_ZERO = 0x20;

/**
 * Writes the HEADERS of requests. The first one tells the peer that we do not use the dynamic table, so whatever size
 * its settings allow, now and later, no block need say more about it (RFC 7541 section 4.2).
 */
export class RequestWriter {
  readonly #blocks: RequestBlocks;
  readonly #output: OutputBuffer;
  #first = true;

  constructor(blocks: RequestBlocks, output: OutputBuffer) {
    this.#blocks = blocks;
    this.#output = output;
  }

  /** False: the metadata is not legal, and nothing was written. `remainingMs` is what is left of the deadline. */
  write(start: GrpcCallStart, streamId: number, remainingMs: number, maxFrameBytes: number): boolean {
    const frame = this.#blocks.get(start.path);
    if (this.#first || start.metadata.length > 0 || remainingMs === Number.POSITIVE_INFINITY) {
      return this.#writeAny(start, frame, streamId, remainingMs, maxFrameBytes);
    }
    const output = this.#output;
    const at = output.reserve(frame.length + MAX_TIMEOUT_VALUE_BYTES);
    const bytes = output.bytes;
    bytes.set(frame, at);
    const end = putTimeoutValue(bytes, at + frame.length, remainingMs);
    const blockBytes = end - at - FRAME_HEADER_BYTES;
    bytes[at + 1] = blockBytes >>> 8;
    bytes[at + 2] = blockBytes;
    putUint32(bytes, at + 5, streamId);
    output.length = end;
    return true;
  }

  #writeAny(
    start: GrpcCallStart,
    frame: Buffer,
    streamId: number,
    remainingMs: number,
    maxFrameBytes: number,
  ): boolean {
    const metadata = encodeMetadata(start.metadata);
    if (metadata === null) return false;
    const timed = remainingMs !== Number.POSITIVE_INFINITY;
    const timeout = Buffer.allocUnsafe(MAX_TIMEOUT_VALUE_BYTES);
    const timeoutBytes = timed ? putTimeoutValue(timeout, 0, remainingMs) : 0;
    const block = Buffer.concat([
      this.#first ? Buffer.of(TABLE_SIZE_ZERO) : Buffer.alloc(0),
      frame.subarray(FRAME_HEADER_BYTES, timed ? frame.length : bytesWithoutTimeout(frame)),
      timeout.subarray(0, timeoutBytes),
      metadata,
    ]);
    this.#first = false;
    this.#writeBlock(block, streamId, maxFrameBytes);
    return true;
  }

  /** A block that is larger than a frame goes on in CONTINUATION frames: RFC 9113 section 4.3. */
  #writeBlock(block: Buffer, streamId: number, maxFrameBytes: number): void {
    const output = this.#output;
    for (let start = 0; start === 0 || start < block.length; start += maxFrameBytes) {
      const part = block.subarray(start, start + maxFrameBytes);
      const flags = start + part.length === block.length ? FLAG.END_HEADERS : 0;
      const at = output.reserve(FRAME_HEADER_BYTES + part.length);
      putFrameHeader(output.bytes, at, part.length, start === 0 ? FRAME.HEADERS : FRAME.CONTINUATION, flags, streamId);
      output.bytes.set(part, at + FRAME_HEADER_BYTES);
      output.length = at + FRAME_HEADER_BYTES + part.length;
    }
  }
}
