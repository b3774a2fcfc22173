import protobuf from 'protobufjs/minimal.js';

const { utf8 } = protobuf.util;
const FIRST_BYTES = 512;
const NONE: Uint8Array[] = [];

/**
 * A growing buffer for protobuf's wire format: https://protobuf.dev/programming-guides/encoding. Fields whose number is
 * up to 15 have tags of one byte, and all fields here are such. A field with its default value is left out, as proto3
 * has it, and its size is 0.
 */
export class FrameBuffer {
  bytes: Uint8Array;
  length = 0;
  readonly #referenceBytes: number;
  readonly #allocate: (byteCount: number) => Uint8Array;
  /** What stands before `bytes`: payloads that are not copied, and what was written between them. */
  #sealed: Uint8Array[] = NONE;
  #sealedBytes = 0;

  /** A payload of `referenceBytes` or more is not copied. Default: all are. */
  constructor(
    capacity = FIRST_BYTES,
    referenceBytes = Number.POSITIVE_INFINITY,
    allocate: (byteCount: number) => Uint8Array = protobuf.Writer.alloc,
  ) {
    this.#allocate = allocate;
    this.bytes = allocate(Math.max(FIRST_BYTES, capacity));
    this.#referenceBytes = referenceBytes;
  }

  /** All that was written, in bytes. */
  get totalBytes(): number {
    return this.#sealedBytes + this.length;
  }

  /** Whether there is more than `finish` gives. */
  get inPieces(): boolean {
    return this.#sealedBytes > 0;
  }

  /** Makes room for `byteCount` more bytes. */
  reserve(byteCount: number): void {
    const needed = this.length + byteCount;
    if (needed <= this.bytes.length) return;
    const grown = this.#allocate(Math.max(FIRST_BYTES, needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** How much room a payload of `byteCount` bytes needs. */
  roomFor(byteCount: number): number {
    return byteCount < this.#referenceBytes ? byteCount : 0;
  }

  /** What was written, where it is one piece. */
  finish(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** What was written, in order. */
  finishPieces(): Uint8Array[] {
    return this.length === 0 ? this.#sealed : [...this.#sealed, this.finish()];
  }

  // What follows writes into room that was reserved.

  byte(value: number): void {
    this.bytes[this.length++] = value;
  }

  /** `value` is a uint32. */
  varint(value: number): void {
    this.length = putVarint(this.bytes, this.length, value);
  }

  raw(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  uint32Field(tag: number, value: number): void {
    if (value === 0) return;
    this.byte(tag);
    this.varint(value);
  }

  bytesField(tag: number, value: Uint8Array): void {
    if (value.length === 0) return;
    this.byte(tag);
    this.varint(value.length);
    this.raw(value);
  }

  /** As `bytesField`, of what may be large: it must not be written to afterwards. */
  payloadField(tag: number, value: Uint8Array): void {
    if (this.roomFor(value.length) === value.length) {
      this.bytesField(tag, value);
      return;
    }
    this.byte(tag);
    this.varint(value.length);
    if (this.#sealed === NONE) this.#sealed = [];
    this.#sealed.push(this.finish(), value);
    this.#sealedBytes += this.length + value.length;
    this.bytes = this.bytes.subarray(this.length);
    this.length = 0;
  }

  /** `size`: of the text in UTF-8. */
  textField(tag: number, value: string, size: number): void {
    if (size === 0) return;
    this.byte(tag);
    this.varint(size);
    utf8.write(value, this.bytes, this.length);
    this.length += size;
  }
}

/** Writes a uint32 at `at`; returns where it ends. */
export function putVarint(bytes: Uint8Array, at: number, value: number): number {
  let end = at;
  let rest = value;
  while (rest > 0x7f) {
    bytes[end++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[end++] = rest;
  return end;
}

export function varintSize(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x200000) return 3;
  return value < 0x10000000 ? 4 : 5;
}

export function uint32FieldSize(value: number): number {
  return value === 0 ? 0 : 1 + varintSize(value);
}

/** Of a field of so many bytes. */
export function bytesFieldSize(length: number): number {
  return length === 0 ? 0 : 1 + varintSize(length) + length;
}

/** Of a text in UTF-8, without its tag and length. */
export function textSize(value: string): number {
  return value === '' ? 0 : utf8.length(value);
}
