import type { Transport } from '../../src/listen/index.ts';
import { asViews, decodeFrame, type Frame, FrameReader } from '../../src/wire/index.ts';

/** A transport whose other end is the test: it can be stuck, slow or gone in ways that a real socket cannot be made to. */
export class MemoryTransport implements Transport {
  readonly remoteAddress = '192.0.2.1:1000';
  readonly source = '192.0.2.1';
  /** Set it to play a peer that does not read. */
  bufferedBytes = 0;
  readonly writes: Uint8Array[] = [];
  readonly frames: Frame[] = [];
  ended = false;
  destroyed = false;
  paused = false;
  readonly #reader = new FrameReader(
    2 ** 30,
    asViews((body) => this.frames.push(decodeFrame(body))),
  );

  write(bytes: Uint8Array): number {
    if (this.bufferedBytes > 0) this.bufferedBytes += bytes.length;
    const copy = bytes.slice();
    this.writes.push(copy);
    this.#reader.push(copy);
    return this.bufferedBytes;
  }

  writePieces(pieces: readonly Uint8Array[]): void {
    for (const piece of pieces) this.write(piece);
  }

  end(): void {
    this.ended = true;
  }

  destroy(): void {
    this.destroyed = true;
  }

  pauseReading(): void {
    this.paused = true;
  }

  resumeReading(): void {
    this.paused = false;
  }

  kinds(): string[] {
    return this.frames.map(({ kind }) => kind);
  }
}
