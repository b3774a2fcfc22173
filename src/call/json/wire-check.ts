import type { DescMessage } from '@bufbuild/protobuf';
import { NO_BYTES } from '../../status/index.ts';
import type { FieldPath } from './field-path.ts';
import { MAX_DEPTH } from './limits.ts';
import { malformed, type Transcoded, tooLarge } from './transcoded.ts';
import { type FieldShape, type MessageShape, WIRE, type WireShapes } from './wire-shape.ts';

const MAX_VARINT_BYTES = 10;
const NO_GROUP = 0;
const ANY_TYPE_URL = 1;
const ANY_VALUE = 2;

/**
 * Holds a backend's protobuf bytes against its own descriptors before anything is built of them: every field has the
 * wire type that it should have, every length fits, and what the message holds stays within the limits of depth and
 * count. It looks into the messages of Anys and extensions too, which the library decodes later and without a limit of
 * depth, and it is strict where the library reads a field by whatever wire type comes.
 */
export class WireCheck {
  readonly #shapes: WireShapes;
  readonly #maxMessages: number;
  readonly #text = new TextDecoder();
  #bytes: Uint8Array = NO_BYTES;
  #at = 0;
  #messages = 0;
  #overLimit = false;
  #reason = '';
  /** Innermost first. Filled on the way out. */
  #keys: string[] = [];

  constructor(shapes: WireShapes, maxMessages: number) {
    this.#shapes = shapes;
    this.#maxMessages = maxMessages;
  }

  /** Null where all is well. */
  find(desc: DescMessage, bytes: Uint8Array): Transcoded | null {
    this.#bytes = bytes;
    this.#at = 0;
    this.#messages = 0;
    if (this.#message(this.#shapes.get(desc), bytes.length, 1, NO_GROUP)) return null;
    const path = this.#keys.reduceRight<FieldPath | null>((parent, key) => ({ parent, key }), null);
    this.#keys = [];
    return this.#overLimit ? tooLarge(this.#reason) : malformed({ path, reason: this.#reason });
  }

  #message(shape: MessageShape, end: number, depth: number, group: number): boolean {
    if (depth > MAX_DEPTH) return this.#fail('too-large', `messages nest deeper than ${MAX_DEPTH}`);
    if (++this.#messages > this.#maxMessages) {
      return this.#fail('too-large', `there are more than ${this.#maxMessages} messages`);
    }
    let typeUrlAt = -1;
    let valueAt = -1;
    while (this.#at < end) {
      const tag = this.#varint(end);
      const number = Math.floor(tag / 8);
      const wireType = tag % 8;
      if (tag < 8 || tag > 0xffff_ffff) return this.#fail('malformed', 'a field has no legal tag');
      if (wireType === WIRE.END_GROUP)
        return number === group || this.#fail('malformed', 'a group ends that never began');
      if (shape.isAny && number === ANY_TYPE_URL) typeUrlAt = this.#at;
      if (shape.isAny && number === ANY_VALUE) valueAt = this.#at;
      const field = shape.fields.get(number) ?? this.#shapes.findExtension(shape.desc, number);
      const fine =
        field === undefined
          ? this.#skip(wireType, number, end, depth)
          : this.#field(field, wireType, number, end, depth);
      if (!fine) return false;
    }
    if (group !== NO_GROUP) return this.#fail('malformed', 'a group does not end');
    return typeUrlAt < 0 || valueAt < 0 || this.#any(typeUrlAt, valueAt, depth);
  }

  #field(field: FieldShape, wireType: number, number: number, end: number, depth: number): boolean {
    const fine = this.#value(field, wireType, number, end, depth);
    if (!fine) this.#keys.push(field.jsonName);
    return fine;
  }

  #value(field: FieldShape, wireType: number, number: number, end: number, depth: number): boolean {
    if (wireType === WIRE.BYTES && field.packedAs >= 0) return this.#packed(field.packedAs, end);
    if (wireType !== field.wireType) {
      return this.#fail('malformed', `has wire type ${wireType}, where the descriptor says ${field.wireType}`);
    }
    if (field.message === null) return this.#skip(wireType, number, end, depth);
    if (wireType === WIRE.GROUP) return this.#message(field.message, end, depth + 1, number);
    const messageEnd = this.#length(end);
    return messageEnd >= 0 && this.#message(field.message, messageEnd, depth + 1, NO_GROUP);
  }

  #packed(wireType: number, end: number): boolean {
    const packedEnd = this.#length(end);
    if (packedEnd < 0) return false;
    while (this.#at < packedEnd) {
      if (!this.#skip(wireType, 0, packedEnd, 0)) return false;
    }
    return true;
  }

  /** The last value that stands in it counts, as in the library. Null where its type is not known: printing names it. */
  #any(typeUrlAt: number, valueAt: number, depth: number): boolean {
    const outer = this.#at;
    this.#at = typeUrlAt;
    const urlEnd = this.#length(outer);
    const url = this.#text.decode(this.#bytes.subarray(this.#at, urlEnd));
    const shape = this.#shapes.findByName(url.slice(url.lastIndexOf('/') + 1));
    this.#at = valueAt;
    const valueEnd = this.#length(outer);
    const fine = shape === undefined || this.#message(shape, valueEnd, depth + 1, NO_GROUP);
    this.#at = outer;
    return fine;
  }

  #skip(wireType: number, number: number, end: number, depth: number): boolean {
    switch (wireType) {
      case WIRE.VARINT:
        return this.#varint(end) >= 0 || this.#fail('malformed', 'a number is cut off');
      case WIRE.BITS_64:
        this.#at += 8;
        return this.#at <= end || this.#fail('malformed', 'a number is cut off');
      case WIRE.BITS_32:
        this.#at += 4;
        return this.#at <= end || this.#fail('malformed', 'a number is cut off');
      case WIRE.BYTES: {
        this.#at = this.#length(end);
        return this.#at >= 0;
      }
      case WIRE.GROUP:
        return this.#message(UNKNOWN_GROUP, end, depth + 1, number);
      default:
        return this.#fail('malformed', `there is no wire type ${wireType}`);
    }
  }

  /** Where the bytes that begin with a length here end; the cursor then stands after the length. -1: they do not fit. */
  #length(end: number): number {
    const length = this.#varint(end);
    if (length >= 0 && length <= end - this.#at) return this.#at + length;
    this.#fail('malformed', 'a length goes beyond the message');
    return -1;
  }

  /** -1 where there is none. Beyond 2^53 the value is not exact, and only its being there counts. */
  #varint(end: number): number {
    let value = 0;
    let unit = 1;
    const last = Math.min(end, this.#at + MAX_VARINT_BYTES);
    while (this.#at < last) {
      const byte = this.#bytes[this.#at++] ?? 0;
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
      unit *= 0x80;
    }
    return -1;
  }

  #fail(problem: 'malformed' | 'too-large', reason: string): false {
    this.#overLimit = problem === 'too-large';
    this.#reason = reason;
    return false;
  }
}

const UNKNOWN_GROUP: MessageShape = { desc: null, isAny: false, fields: new Map() };
