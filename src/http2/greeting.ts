import { STREAM_WINDOW_BYTES } from './data-receiver.ts';
import { FRAME } from './frame-type.ts';
import { appendFrame } from './frame-writer.ts';
import { MAX_HEADER_LIST_BYTES } from './header-block-reader.ts';
import type { OutputBuffer } from './output-buffer.ts';
import { encodeSettings, SETTING } from './settings.ts';

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');
const SETTINGS = encodeSettings([
  // A table of 0 makes the peer's header blocks independent of one another, so that their meaning can be cached.
  [SETTING.HEADER_TABLE_SIZE, 0],
  [SETTING.ENABLE_PUSH, 0],
  [SETTING.INITIAL_WINDOW_SIZE, STREAM_WINDOW_BYTES],
  [SETTING.MAX_HEADER_LIST_SIZE, MAX_HEADER_LIST_BYTES],
]);

/** What a client says first: RFC 9113 section 3.4. */
export function appendGreeting(output: OutputBuffer): void {
  const at = output.reserve(PREFACE.length);
  output.bytes.set(PREFACE, at);
  output.length = at + PREFACE.length;
  appendFrame(output, FRAME.SETTINGS, 0, 0, SETTINGS);
}
