import { DEFAULT_WINDOW_BYTES, MAX_WINDOW_BYTES, MIN_MAX_FRAME_BYTES } from './frame-type.ts';
import { putUint32 } from './frame-writer.ts';
import { flowControlError, frameSizeError, protocolError } from './http2-error.ts';

/** RFC 9113 section 6.5.2. */
export const SETTING = {
  HEADER_TABLE_SIZE: 0x1,
  ENABLE_PUSH: 0x2,
  MAX_CONCURRENT_STREAMS: 0x3,
  INITIAL_WINDOW_SIZE: 0x4,
  MAX_FRAME_SIZE: 0x5,
  MAX_HEADER_LIST_SIZE: 0x6,
} as const;

const SETTING_BYTES = 6;
const LARGEST_MAX_FRAME_BYTES = 2 ** 24 - 1;

/** The payload of a SETTINGS frame. */
export function encodeSettings(settings: readonly (readonly [id: number, value: number])[]): Uint8Array {
  const bytes = new Uint8Array(settings.length * SETTING_BYTES);
  for (const [index, [id, value]] of settings.entries()) {
    const at = index * SETTING_BYTES;
    bytes[at] = id >>> 8;
    bytes[at + 1] = id;
    putUint32(bytes, at + 2, value);
  }
  return bytes;
}

/** What the peer asks of us. It may change at any time. */
export class PeerSettings {
  maxConcurrentStreams = Number.POSITIVE_INFINITY;
  initialWindowBytes = DEFAULT_WINDOW_BYTES;
  maxFrameBytes = MIN_MAX_FRAME_BYTES;

  /**
   * Takes the payload of a SETTINGS frame, value by value in order. HEADER_TABLE_SIZE needs nothing, for we never use
   * the table; MAX_HEADER_LIST_SIZE is advice.
   *
   * @throws Http2Error for a length that is not a multiple of 6, and for values outside their range.
   */
  apply(bytes: Uint8Array, start: number, end: number): void {
    if ((end - start) % SETTING_BYTES !== 0) throw frameSizeError('SETTINGS of a length that is no multiple of 6');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = start; at < end; at += SETTING_BYTES) this.#applyOne(view.getUint16(at), view.getUint32(at + 2));
  }

  #applyOne(id: number, value: number): void {
    switch (id) {
      case SETTING.ENABLE_PUSH:
        if (value !== 0) throw protocolError('a server that enables push');
        break;
      case SETTING.MAX_CONCURRENT_STREAMS:
        this.maxConcurrentStreams = value;
        break;
      case SETTING.INITIAL_WINDOW_SIZE:
        if (value > MAX_WINDOW_BYTES) throw flowControlError('an initial window above 2^31-1');
        this.initialWindowBytes = value;
        break;
      case SETTING.MAX_FRAME_SIZE:
        if (value < MIN_MAX_FRAME_BYTES || value > LARGEST_MAX_FRAME_BYTES) {
          throw protocolError(`a maximum frame size of ${value}`);
        }
        this.maxFrameBytes = value;
        break;
      default:
        break;
    }
  }
}
