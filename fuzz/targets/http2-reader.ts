import { ControlBudget } from '../../src/http2/control-budget.ts';
import { Http2FrameReader } from '../../src/http2/frame-reader.ts';
import { type FrameActor, FrameRouter } from '../../src/http2/frame-router.ts';
import { MIN_MAX_FRAME_BYTES } from '../../src/http2/frame-type.ts';
import { appendFrame } from '../../src/http2/frame-writer.ts';
import { HeaderBlockReader } from '../../src/http2/header-block-reader.ts';
import { Http2Error } from '../../src/http2/http2-error.ts';
import { OutputBuffer } from '../../src/http2/output-buffer.ts';
import type { ResponseHeaders } from '../../src/http2/response-headers.ts';
import { PeerSettings } from '../../src/http2/settings.ts';
import { mustBe } from '../broken-promise.ts';
import { chunkings } from '../chunkings.ts';
import { sameBytes, sameValue } from '../same-value.ts';
import { STOPPED_CLOCK } from '../stopped-clock.ts';
import type { Target } from '../target.ts';
import { DICTIONARY, SEEDS } from './http2-seeds.ts';

const HEADER_BYTES = 9;
const MAX_BLOCKS = 8;
const ERROR_CODES = 0xd;

interface RawFrame {
  readonly type: number;
  readonly flags: number;
  readonly streamId: number;
  readonly payload: Uint8Array;
}

/** What a stream of bytes came to. */
interface Told {
  readonly events: readonly (readonly unknown[])[];
  /** Of the Http2Error, with its message; empty where there was none. */
  readonly error: string;
}

/** What a backend sends: cut into frames, checked against their types, header blocks put together and read. */
export const target: Target = {
  name: 'http2-reader',
  maxInputBytes: 1024,
  seeds: SEEDS,
  dictionary: DICTIONARY,
  firstUnitAt: 0,
  framing: {
    unitAt: (bytes, start) => {
      const bodyAt = start + HEADER_BYTES;
      const end = bodyAt + payloadBytes(bytes, start);
      return end <= bytes.length ? { start, bodyAt, end } : null;
    },
    headerFor: (header, bodyBytes) => {
      const changed = header.slice();
      changed.set([bodyBytes >>> 16, bodyBytes >>> 8, bodyBytes]);
      return changed;
    },
  },
  run(input) {
    const frames = cutNaively(input);
    checkEncoding(frames, input);
    let first: Told | null = null;
    for (const chunks of chunkings(input)) {
      checkFrames(chunks, frames);
      const told = route(chunks);
      first ??= told;
      mustBe(told.error === first.error, 'a stream is refused for the same reason in any chunking');
      mustBe(sameValue(told.events, first.events), 'a stream says the same in any chunking');
    }
    checkCache(frames);
  },
};

function checkFrames(chunks: readonly Uint8Array[], expected: readonly RawFrame[]): void {
  const frames: RawFrame[] = [];
  const reader = new Http2FrameReader(MIN_MAX_FRAME_BYTES, (type, flags, streamId, bytes, start, end) => {
    mustBe(start <= end && end <= bytes.length, 'a payload lies within its bytes');
    frames.push({ type, flags, streamId, payload: bytes.subarray(start, end) });
  });
  try {
    for (const chunk of chunks) {
      reader.push(chunk);
      mustBe(reader.heldBytes <= HEADER_BYTES + MIN_MAX_FRAME_BYTES, 'no more than a frame is held');
    }
  } catch (cause) {
    if (!(cause instanceof Http2Error)) throw cause;
  }
  mustBe(sameValue(frames, expected), 'the frames of a stream are its bytes, in any chunking');
}

function route(chunks: readonly Uint8Array[]): Told {
  const actor = new RecordingActor();
  const router = new FrameRouter(actor, new HeaderBlockReader(), new ControlBudget(STOPPED_CLOCK));
  const reader = new Http2FrameReader(MIN_MAX_FRAME_BYTES, router.route.bind(router));
  let error = '';
  try {
    for (const chunk of chunks) reader.push(chunk);
  } catch (cause) {
    if (!(cause instanceof Http2Error)) throw cause;
    mustBe(cause.code > 0 && cause.code <= ERROR_CODES, 'an error has one of the codes of RFC 9113');
    error = `${cause.code} ${cause.message}`;
  }
  return { events: actor.events, error };
}

class RecordingActor implements FrameActor {
  readonly events: (readonly unknown[])[] = [];
  readonly #settings = new PeerSettings();

  data(streamId: number, frameBytes: number, flags: number, bytes: Uint8Array, start: number, end: number): void {
    mustBe(start <= end && end - start <= frameBytes, 'data is no longer than its frame');
    this.events.push(['data', streamId, frameBytes, flags, bytes.subarray(start, end)]);
  }

  headers(streamId: number, endStream: boolean, headers: ResponseHeaders): void {
    checkHeaders(headers);
    this.events.push(['headers', streamId, endStream, headers]);
  }

  reset(streamId: number, errorCode: number): void {
    this.events.push(['reset', streamId, errorCode]);
  }

  settings(bytes: Uint8Array, start: number, end: number): void {
    this.#settings.apply(bytes, start, end);
    const { maxFrameBytes, initialWindowBytes, maxConcurrentStreams } = this.#settings;
    mustBe(maxFrameBytes >= MIN_MAX_FRAME_BYTES && maxFrameBytes < 2 ** 24, 'a frame size is legal');
    mustBe(initialWindowBytes >= 0 && initialWindowBytes < 2 ** 31, 'a window is legal');
    this.events.push(['settings', maxFrameBytes, initialWindowBytes, maxConcurrentStreams]);
  }

  settingsAcknowledged(): void {
    this.events.push(['acknowledged']);
  }

  pinged(payload: Uint8Array): void {
    mustBe(payload.length === 8, 'a PING has eight bytes');
    this.events.push(['pinged', payload]);
  }

  goaway(lastStreamId: number, errorCode: number, debug: string): void {
    this.events.push(['goaway', lastStreamId, errorCode, debug]);
  }

  windowUpdate(streamId: number, increment: number): void {
    mustBe(increment >= 0 && increment < 2 ** 31, 'an increment has 31 bits');
    this.events.push(['windowUpdate', streamId, increment]);
  }
}

/** What goes on to clients is legal there, whatever the backend said. */
function checkHeaders({ httpStatus, end, metadata, malformed }: ResponseHeaders): void {
  mustBe(httpStatus === 0 || (httpStatus >= 100 && httpStatus <= 999), 'an HTTP status has three digits');
  mustBe(end === null || (end.code >= 0 && end.code <= 16), 'a status code is one of gRPC');
  mustBe(malformed === '' || (end === null && metadata.length === 0), 'a malformed block says nothing else');
  for (const { key, value } of metadata) {
    mustBe(/^[!#-'*+\-.0-9^-z|~]+$/.test(key), 'a metadata key is a legal field name');
    mustBe(!key.startsWith('grpc-'), 'what is reserved to gRPC is no metadata');
    mustBe((typeof value !== 'string') === key.endsWith('-bin'), 'metadata is binary where its key says so');
    mustBe(typeof value !== 'string' || !/[\0\r\n]/.test(value), 'a metadata value has no line break');
  }
}

/** A block from the cache means what it meant when it was read. */
function checkCache(frames: readonly RawFrame[]): void {
  const reader = new HeaderBlockReader();
  reader.read(Uint8Array.of(0x20), 0, 1);
  const blocks = frames.filter(({ type, flags }) => type === 1 && flags === 4).slice(0, MAX_BLOCKS);
  const read = () =>
    blocks.map(({ payload }) => {
      try {
        return reader.read(payload, 0, payload.length);
      } catch (cause) {
        if (cause instanceof Http2Error) return cause.message;
        throw cause;
      }
    });
  mustBe(sameValue(read(), read()), 'the cache gives what the block says');
}

const output = new OutputBuffer(true, () => {});

/** Frames written again are the bytes that arrived, but for the reserved bit of each. */
function checkEncoding(frames: readonly RawFrame[], input: Uint8Array): void {
  for (const { type, flags, streamId, payload } of frames) appendFrame(output, type, flags, streamId, payload);
  output.flush({
    writableLength: 0,
    cork: () => {},
    uncork: () => {},
    write: (bytes) => {
      const arrived = input.slice(0, bytes.length);
      for (let at = 0; at < arrived.length; at += HEADER_BYTES + payloadBytes(arrived, at)) {
        arrived[at + 5] = (arrived[at + 5] ?? 0) & 0x7f;
      }
      mustBe(sameBytes(bytes, arrived), 'frames written again are the same');
    },
  });
}

/** RFC 9113 section 4.1, for all bytes at once; up to the first frame that is too long. */
function cutNaively(input: Uint8Array): RawFrame[] {
  const frames: RawFrame[] = [];
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  for (let at = 0; at + HEADER_BYTES <= input.length; ) {
    const end = at + HEADER_BYTES + payloadBytes(input, at);
    if (end > input.length) break;
    const streamId = view.getUint32(at + 5) % 2 ** 31;
    frames.push({
      type: view.getUint8(at + 3),
      flags: view.getUint8(at + 4),
      streamId,
      payload: input.subarray(at + 9, end),
    });
    at = end;
  }
  return frames;
}

function payloadBytes(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 65_536 + (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0);
}
