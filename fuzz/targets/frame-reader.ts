import {
  asViews,
  CallFrameReader,
  decodeFrame,
  encodeFrame,
  type Frame,
  FrameReader,
  FrameWriter,
  WireError,
} from '../../src/wire/index.ts';
import { mustBe } from '../broken-promise.ts';
import { chunkings } from '../chunkings.ts';
import { sameBytes, sameValue } from '../same-value.ts';
import type { Framing, Target } from '../target.ts';
import { DICTIONARY, SEEDS } from './frame-seeds.ts';

const MAX_FRAME_BYTES = 900;
const FIRST_PART_BYTES = 512;
const MAX_BODIES = 3;

interface Cut {
  readonly bodies: readonly Uint8Array[];
  /** Of the WireError; empty where there was none. */
  readonly fault: string;
  /** What has arrived of a frame that is not complete: bytes of its prefix and of its body. */
  readonly midFrame: boolean;
  readonly bodyBytes: number;
}

/** A decoded frame, or the fault for which it was refused. */
type Decoded = Frame | string;

const framing: Framing = {
  unitAt: (bytes, start) => {
    const prefix = readPrefix(bytes, start);
    if (prefix === null || prefix.length < 0 || prefix.end + prefix.length > bytes.length) return null;
    return { start, bodyAt: prefix.end, end: prefix.end + prefix.length };
  },
  headerFor: (_, bodyBytes) =>
    bodyBytes < 0x80 ? Uint8Array.of(bodyBytes) : Uint8Array.of((bodyBytes & 0x7f) | 0x80, bodyBytes >>> 7),
};

/** The frames of a client or gateway: cut from a stream, decoded by hand and by the generated codec, encoded again. */
export const target: Target = {
  name: 'frame-reader',
  maxInputBytes: 1024,
  seeds: SEEDS,
  dictionary: DICTIONARY,
  framing,
  firstUnitAt: 0,
  run(input) {
    const expected = cutNaively(input);
    for (const chunks of chunkings(input)) checkReader(chunks, expected);
    const byHand = new CallFrameReader();
    for (const body of expected.bodies.slice(0, MAX_BODIES)) checkCodecs(body, byHand);
  },
};

function checkReader(chunks: readonly Uint8Array[], expected: Cut): void {
  const bodies: Uint8Array[] = [];
  const reader = new FrameReader(
    MAX_FRAME_BYTES,
    asViews((body) => bodies.push(body)),
  );
  let fault = '';
  try {
    for (const chunk of chunks) reader.push(chunk);
  } catch (cause) {
    fault = faultOf(cause);
  }
  mustBe(fault === expected.fault, `the fault of a stream is "${expected.fault}", not "${fault}", in any chunking`);
  mustBe(bodies.length === expected.bodies.length, 'a stream has the same frames in any chunking');
  for (let index = 0; index < bodies.length; index++) {
    const [body, wanted] = [bodies[index], expected.bodies[index]];
    mustBe(body !== undefined && wanted !== undefined && sameBytes(body, wanted), 'a body is the bytes of the stream');
  }
  if (fault !== '') return;
  mustBe(reader.midFrame === expected.midFrame, 'the reader knows whether a frame is incomplete');
  const mostHeld = expected.bodyBytes === 0 ? 0 : Math.max(FIRST_PART_BYTES, 2 * expected.bodyBytes);
  mustBe(reader.heldBytes <= Math.min(mostHeld, MAX_FRAME_BYTES), 'no more is held than twice of what arrived');
}

function checkCodecs(body: Uint8Array, byHand: CallFrameReader): void {
  const decoded = attempt(() => decodeFrame(body));
  mustGive(() => byHand.read(body), decoded, 'a frame read by hand is what the generated codec reads');
  const among = amongOthers(body);
  const read = () => byHand.read(among, body.length, 2 * body.length);
  mustGive(read, decoded, 'a frame that stands among others is the same');
  if (typeof decoded === 'string' || !writable(decoded)) return;
  // Once more: now names come from the cache.
  mustGive(() => byHand.read(body), decoded, 'a frame read again is the same');
  const generated = bodyOf(encodeFrame(decoded));
  // By hand, which leaves to the generated codec what it does not read itself.
  mustGive(() => byHand.read(generated), decoded, 'a frame encoded again says the same');
  const written = bodyOf(writtenByHand(decoded));
  mustGive(() => decodeFrame(written), decoded, 'a frame written by hand says the same');
}

/** The body with the same bytes before and behind it, as in a chunk of many frames. */
function amongOthers(body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(3 * body.length);
  for (let at = 0; at < bytes.length; at += body.length) bytes.set(body, at);
  return bytes;
}

function mustGive(decode: () => Frame, expected: Decoded, promise: string): void {
  mustBe(sameValue(attempt(decode), expected), promise);
}

function writtenByHand(frame: Frame): Uint8Array {
  let written = new Uint8Array(0);
  const writer = new FrameWriter(
    () => {},
    (bytes) => {
      written = new Uint8Array(bytes);
      return false;
    },
  );
  writer.append(frame);
  writer.flush();
  return written;
}

/**
 * Whether it is a frame that could be written. Offsets are numbers here; above 2^53 they can't say all that the wire can,
 * and are no legal offsets. A negative encoding is refused by whoever gets it, and no writer has one.
 */
function writable(frame: Frame): boolean {
  if (frame.kind === 'notify') return Number.isSafeInteger(frame.body.offset);
  if (frame.kind === 'hello') return frame.body.resume === null || Number.isSafeInteger(frame.body.resume.lastOffset);
  return frame.kind !== 'request' || frame.body.encoding >= 0;
}

function attempt(decode: () => Frame): Decoded {
  try {
    return decode();
  } catch (cause) {
    return faultOf(cause);
  }
}

function faultOf(cause: unknown): string {
  if (cause instanceof WireError) return cause.fault;
  throw cause;
}

function bodyOf(encoded: Uint8Array): Uint8Array {
  const prefix = readPrefix(encoded, 0);
  mustBe(prefix !== null && prefix.end + prefix.length === encoded.length, 'an encoded frame has its own length');
  return encoded.subarray(prefix.end);
}

/** What docs/PROTOCOL.md says of frames, for all bytes at once. */
function cutNaively(input: Uint8Array): Cut {
  const bodies: Uint8Array[] = [];
  let at = 0;
  const ended = (fault: string, bodyBytes = 0): Cut => ({ bodies, fault, midFrame: at < input.length, bodyBytes });
  while (at < input.length) {
    const prefix = readPrefix(input, at);
    if (prefix === null) break;
    if (prefix.length < 0) return ended('bad_length');
    if (prefix.length === 0) return ended('empty');
    if (prefix.length > MAX_FRAME_BYTES) return ended('too_large');
    if (prefix.end + prefix.length > input.length) return ended('', input.length - prefix.end);
    bodies.push(input.subarray(prefix.end, prefix.end + prefix.length));
    at = prefix.end + prefix.length;
  }
  return ended('');
}

/** Null: it is not all there. A negative length: it is no varint32. */
function readPrefix(bytes: Uint8Array, start: number): { readonly length: number; readonly end: number } | null {
  let length = 0;
  for (let index = 0; index < 5; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) return null;
    length += (byte % 128) * 128 ** index;
    if (index === 4 && byte > 0x0f) return { length: -1, end: start + 5 };
    if (byte < 128) return { length, end: start + index + 1 };
  }
  return { length: -1, end: start + 5 };
}
