/** Compressed flag and length: gRPC PROTOCOL-HTTP2, "Length-Prefixed-Message". */
export const MESSAGE_PREFIX_BYTES = 5;

/** Why a message is refused, before it is buffered. */
export type MessageFault = 'COMPRESSED' | 'BAD_FLAG' | 'TOO_LARGE';

const FIRST_BYTES = 1024;
/** A message that has come so far is likely to be large: its buffer then grows in larger steps. */
const LARGE_BYTES = 16_384;
/** And from here on in steps that take nearly all messages whole: large buffers that are outgrown are dear to collect. */
const HUGE_BYTES = 49_152;

/**
 * Cuts gRPC messages from DATA of any chunking. What is not taken yet is kept in a buffer of our own, which grows with
 * what arrived and never with what a prefix announces.
 */
export class MessageReader {
  readonly #maxMessageBytes: number;
  /** Unread bytes stand from `#at` to `#end`. While `#own` is false, `#bytes` belongs to the caller. */
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #end = 0;
  #own = true;
  #fault: MessageFault | null = null;

  constructor(maxMessageBytes: number) {
    this.#maxMessageBytes = maxMessageBytes;
  }

  /** Why no more messages can come; null while they can. */
  get fault(): MessageFault | null {
    return this.#fault;
  }

  /** Whether what is taken is in a buffer of our own. */
  get own(): boolean {
    return this.#own;
  }

  /** Bytes that arrived and are not taken. */
  get heldBytes(): number {
    return this.#end - this.#at;
  }

  /** What is still to come of a message that has begun, as far as its prefix says; 0 where that is not there yet. */
  get missingBytes(): number {
    const held = this.heldBytes;
    if (held < MESSAGE_PREFIX_BYTES || this.#fault !== null) return 0;
    return Math.max(0, this.#wholeBytes(held) - held);
  }

  /** Whether a whole message, or a fault, waits to be taken. */
  get ready(): boolean {
    return this.#messageBytes() >= 0 || this.#fault !== null;
  }

  /** Adds what arrived. `keep` must be called once the messages have been taken that are wanted now. */
  push(bytes: Uint8Array, start: number, end: number): void {
    if (this.#at < this.#end) {
      this.#append(bytes, start, end);
      return;
    }
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
    this.#own = false;
  }

  /** The next whole message, a view; null where there is none yet. */
  take(): Uint8Array | null {
    const length = this.#messageBytes();
    if (length < 0) return null;
    const start = this.#at + MESSAGE_PREFIX_BYTES;
    this.#at = start + length;
    return this.#bytes.subarray(start, this.#at);
  }

  /** Copies what was not taken, so that the caller's chunk is free. */
  keep(): void {
    if (this.#own) return;
    const rest = this.#bytes.subarray(this.#at, this.#end);
    this.#bytes = new Uint8Array(rest.length === 0 ? 0 : Math.max(FIRST_BYTES, rest.length));
    this.#bytes.set(rest);
    this.#at = 0;
    this.#end = rest.length;
    this.#own = true;
  }

  /** The length of the next message; -1 where it is not all there, or is refused. */
  #messageBytes(): number {
    const held = this.#end - this.#at;
    if (held < MESSAGE_PREFIX_BYTES || this.#fault !== null) return -1;
    const length = this.#announcedBytes();
    const flag = this.#bytes[this.#at] ?? 0;
    if (flag !== 0) this.#fault = flag === 1 ? 'COMPRESSED' : 'BAD_FLAG';
    else if (length > this.#maxMessageBytes) this.#fault = 'TOO_LARGE';
    else if (held - MESSAGE_PREFIX_BYTES >= length) return length;
    return -1;
  }

  /** What the prefix says, of which all must be there. */
  #announcedBytes(): number {
    const bytes = this.#bytes;
    const at = this.#at;
    return (
      (bytes[at + 1] ?? 0) * 2 ** 24 +
      (((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0))
    );
  }

  /** What the message that has begun comes to with its prefix: more than that is not needed for it. */
  #wholeBytes(held: number): number {
    if (held < MESSAGE_PREFIX_BYTES) return MESSAGE_PREFIX_BYTES + this.#maxMessageBytes;
    return MESSAGE_PREFIX_BYTES + Math.min(this.#announcedBytes(), this.#maxMessageBytes);
  }

  /** Messages that were taken may still be looked at, so their bytes are never written over. */
  #append(bytes: Uint8Array, start: number, end: number): void {
    const held = this.#end - this.#at;
    const needed = held + end - start;
    if (!this.#own || this.#end + end - start > this.#bytes.length) {
      const factor = needed > HUGE_BYTES ? 32 : needed > LARGE_BYTES ? 4 : 2;
      const expected = Math.min(held * factor, this.#wholeBytes(held));
      const grown = new Uint8Array(Math.max(FIRST_BYTES, needed, expected));
      grown.set(this.#bytes.subarray(this.#at, this.#end));
      this.#bytes = grown;
      this.#at = 0;
      this.#end = held;
      this.#own = true;
    }
    this.#bytes.set(bytes.subarray(start, end), this.#end);
    this.#end += end - start;
  }
}
