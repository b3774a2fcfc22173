/** Where output goes: a socket, as far as this folder needs it. */
export interface OutputSink {
  readonly writableLength: number;
  write(bytes: Uint8Array): unknown;
  cork(): void;
  uncork(): void;
}

const BLOCK_BYTES = 65_536;
/** Less of a block than this is not worth going on with. */
const SMALL_REST_BYTES = 4096;

/**
 * The bytes of one turn of the event loop on their way to one socket. Frames are written straight into `bytes` at
 * `length`, after `reserve`; large payloads are added by reference. `flush` makes one write of it all.
 *
 * `epoch` counts what left `bytes`: where it has not changed since, what was written at a position can still be patched.
 */
export class OutputBuffer {
  bytes = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  length = 0;
  epoch = 0;
  /** Blocks that are full and payloads that are not copied, in order, before `bytes`. */
  #sealed: Uint8Array[] = [];
  #sealedBytes = 0;
  /** Whether a write that has been done in full leaves the buffer free. TLS may keep it. */
  readonly #reuse: boolean;
  readonly #wake: () => void;
  #awake = false;

  /** `wake` is called at the first byte after a flush: whoever it is flushes later, at the end of the turn. */
  constructor(reuse: boolean, wake: () => void) {
    this.#reuse = reuse;
    this.#wake = wake;
  }

  get pendingBytes(): number {
    return this.#sealedBytes + this.length;
  }

  /** Makes room for `byteCount` more bytes in `bytes`, in one piece. Returns where they begin. */
  reserve(byteCount: number): number {
    if (!this.#awake) {
      this.#awake = true;
      this.#wake();
    }
    if (this.length + byteCount > this.bytes.length) {
      this.#seal();
      this.bytes = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, byteCount));
    }
    return this.length;
  }

  /** Adds `payload` without a copy. It must not be written to afterwards. */
  appendByReference(payload: Uint8Array): void {
    const rest = this.bytes.subarray(this.length);
    this.#seal();
    this.#sealed.push(payload);
    this.#sealedBytes += payload.length;
    this.bytes = rest;
  }

  /** Hands all that waits to `sink` in one write. */
  flush(sink: OutputSink): void {
    this.#awake = false;
    this.epoch++;
    if (this.#sealed.length > 0) {
      this.#flushMany(sink);
      return;
    }
    if (this.length === 0) return;
    sink.write(this.length === this.bytes.length ? this.bytes : this.bytes.subarray(0, this.length));
    this.length = 0;
    // The socket's own count says whether the kernel took it all within the call.
    if (!this.#reuse || sink.writableLength > 0) this.bytes = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  }

  /** What was sealed is the socket's now; the rest of the block that it was cut from is still free. */
  #flushMany(sink: OutputSink): void {
    const rest = this.bytes.subarray(this.length);
    this.#seal();
    const sealed = this.#sealed;
    this.#sealed = [];
    this.#sealedBytes = 0;
    sink.cork();
    for (const block of sealed) sink.write(block);
    sink.uncork();
    this.bytes = rest.length < SMALL_REST_BYTES ? Buffer.allocUnsafeSlow(BLOCK_BYTES) : rest;
  }

  #seal(): void {
    this.epoch++;
    if (this.length > 0) {
      this.#sealed.push(this.bytes.subarray(0, this.length));
      this.#sealedBytes += this.length;
    }
    this.length = 0;
  }
}
