/** Frame types: RFC 9113 section 6. */
export const FRAME = {
  DATA: 0x0,
  HEADERS: 0x1,
  PRIORITY: 0x2,
  RST_STREAM: 0x3,
  SETTINGS: 0x4,
  PUSH_PROMISE: 0x5,
  PING: 0x6,
  GOAWAY: 0x7,
  WINDOW_UPDATE: 0x8,
  CONTINUATION: 0x9,
} as const;

/** Frame flags: RFC 9113 section 6. What a bit means depends on the frame's type. */
export const FLAG = {
  ACK: 0x1,
  END_STREAM: 0x1,
  END_HEADERS: 0x4,
  PADDED: 0x8,
  PRIORITY: 0x20,
} as const;

/** Length, type, flags, stream id: RFC 9113 section 4.1. */
export const FRAME_HEADER_BYTES = 9;

/** The least that SETTINGS_MAX_FRAME_SIZE may be, and its value before any SETTINGS. */
export const MIN_MAX_FRAME_BYTES = 16_384;

/** The window that a stream and a connection begin with: RFC 9113 section 6.9.2. */
export const DEFAULT_WINDOW_BYTES = 65_535;

/** The most that a window may be: RFC 9113 section 6.9.1. */
export const MAX_WINDOW_BYTES = 2 ** 31 - 1;
