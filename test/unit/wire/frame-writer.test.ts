import { describe, expect, it } from 'vitest';
import { NO_METADATA, OK_END } from '../../../src/status/index.ts';
import {
  asViews,
  decodeFrame,
  EncodedNotify,
  encodeFrame,
  endedResponse,
  type Frame,
  FrameMemory,
  FrameReader,
  FrameWriter,
  type Notify,
} from '../../../src/wire/index.ts';

const NOTIFY: Notify = {
  id: 'n-1',
  type: 'order.shipped',
  offset: 0,
  replyExpected: false,
  encoding: 1,
  payload: Uint8Array.of(1, 2, 3),
  attempt: 1,
};

function harness() {
  const tasks: (() => void)[] = [];
  const writes: Uint8Array[] = [];
  const writer = new FrameWriter(
    (task) => tasks.push(task),
    (bytes) => {
      writes.push(bytes);
      return false;
    },
  );
  return { writer, writes, endTurn: () => tasks.splice(0).forEach((task) => void task()) };
}

function framesIn(bytes: readonly Uint8Array[]): Frame[] {
  const frames: Frame[] = [];
  const reader = new FrameReader(
    2 ** 30,
    asViews((body) => frames.push(decodeFrame(body))),
  );
  for (const chunk of bytes) reader.push(chunk);
  return frames;
}

describe('a frame writer', () => {
  it('joins all frames of one turn into one write', () => {
    const { writer, writes, endTurn } = harness();
    for (let seq = 1; seq <= 100; seq++) writer.append({ kind: 'pong', seq });
    expect(writes).toEqual([]);
    endTurn();
    expect(writes).toHaveLength(1);
    expect(framesIn(writes).map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  it('begins a new write with the next turn, and never touches what it handed over', () => {
    const { writer, writes, endTurn } = harness();
    writer.append({ kind: 'ping', seq: 1 });
    endTurn();
    const first = writes[0]?.slice();
    writer.append({ kind: 'ping', seq: 2 });
    endTurn();
    expect(writes).toHaveLength(2);
    expect(writes[0]).toEqual(first);
    expect(framesIn(writes).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('asks for the end of the turn once, however many frames there are', () => {
    let asked = 0;
    const writer = new FrameWriter(
      () => asked++,
      () => false,
    );
    writer.append({ kind: 'ping', seq: 1 });
    writer.append({ kind: 'ping', seq: 2 });
    expect(asked).toBe(1);
    expect(writer.pendingBytes).toBeGreaterThan(0);
  });

  it('writes at once when it is flushed, and nothing more at the end of the turn', () => {
    const { writer, writes, endTurn } = harness();
    writer.append({ kind: 'ping', seq: 1 });
    writer.flush();
    expect(writes).toHaveLength(1);
    endTurn();
    expect(writes).toHaveLength(1);
  });

  it('writes a frame that is encoded already as it is, where it is alone in its turn', () => {
    const { writer, writes, endTurn } = harness();
    const encoded = new EncodedNotify(NOTIFY).frame(7);
    writer.appendEncoded(encoded);
    expect(writer.pendingBytes).toBe(encoded.length);
    endTurn();
    expect(writes).toEqual([encoded]);
    expect(writes[0]).toBe(encoded);
    writer.appendEncoded(encoded);
    expect([writer.take(), writer.pendingBytes]).toEqual([[encoded], 0]);
    endTurn();
    expect(writes).toHaveLength(1);
  });

  it('joins frames that are encoded already with others, in order, in one write', () => {
    const { writer, writes, endTurn } = harness();
    const notify = new EncodedNotify(NOTIFY);
    writer.appendEncoded(notify.frame(1));
    writer.append({ kind: 'pong', seq: 2 });
    writer.appendEncoded(notify.frame(3));
    endTurn();
    writer.appendEncoded(notify.frame(4));
    writer.appendEncoded(notify.frame(5));
    endTurn();
    expect(writes).toHaveLength(2);
    const frames = framesIn(writes);
    expect(frames.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['notify', 1],
      ['pong', 2],
      ['notify', 3],
      ['notify', 4],
      ['notify', 5],
    ]);
    expect(frames[3]).toMatchObject({ body: NOTIFY });
  });

  it('gives the same frame to all sessions that have had as many notifications', () => {
    const notify = new EncodedNotify(NOTIFY);
    expect(notify.frame(9)).toBe(notify.frame(9));
    expect(framesIn([notify.frame(9), notify.frame(10)]).map(({ seq }) => seq)).toEqual([9, 10]);
  });

  it('hands out what waits, unwritten', () => {
    const { writer, writes, endTurn } = harness();
    writer.append({ kind: 'ping', seq: 1 });
    const waiting = Buffer.concat(writer.take());
    endTurn();
    expect([writes, waiting]).toEqual([[], Buffer.from(encodeFrame({ kind: 'ping', seq: 1 }))]);
    expect([writer.pendingBytes, writer.take()]).toEqual([0, []]);
  });

  describe('that shares its output', () => {
    const LARGE = 32_768;
    const response = (seq: number, payload: Uint8Array): Frame => ({
      kind: 'response',
      seq,
      body: endedResponse(OK_END, NO_METADATA, payload),
    });

    function pieceHarness() {
      const tasks: (() => void)[] = [];
      const whole: Uint8Array[] = [];
      const inPieces: (readonly Uint8Array[])[] = [];
      const memory = new FrameMemory((byteCount) => new Uint8Array(byteCount));
      const writer = new FrameWriter(
        (task) => tasks.push(task),
        (bytes) => {
          whole.push(bytes.slice());
          return true;
        },
        { memory, writePieces: (pieces) => inPieces.push(pieces) },
      );
      return { writer, whole, inPieces, endTurn: () => tasks.splice(0).forEach((task) => void task()) };
    }

    it('copies no large payload, and keeps the order of all frames of the turn', () => {
      const { writer, whole, inPieces, endTurn } = pieceHarness();
      const large = new Uint8Array(LARGE).fill(7);
      const frames = [
        response(1, Uint8Array.of(1)),
        response(2, large),
        response(3, Uint8Array.of(3)),
        response(4, large),
      ];
      for (const frame of frames) writer.append(frame);
      const pending = writer.pendingBytes;
      endTurn();
      expect(whole).toEqual([]);
      const pieces = inPieces.flat();
      expect(pieces.filter((piece) => piece === large)).toHaveLength(2);
      expect(pieces.reduce((bytes, piece) => bytes + piece.length, 0)).toBe(pending);
      expect(framesIn(pieces).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
      expect(Buffer.concat(pieces)).toEqual(Buffer.concat(frames.map(encodeFrame)));
    });

    it('makes one write of payloads that are not large', () => {
      const { writer, whole, inPieces, endTurn } = pieceHarness();
      writer.append(response(1, new Uint8Array(LARGE - 1)));
      writer.append(response(2, new Uint8Array(LARGE - 1)));
      endTurn();
      expect([whole.length, inPieces.length]).toEqual([1, 0]);
      expect(framesIn(whole).map(({ seq }) => seq)).toEqual([1, 2]);
    });
  });
});
