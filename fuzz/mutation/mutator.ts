import { type Target, type Unit, unitsOf } from '../target.ts';
import type { Random } from './random.ts';

const INTERESTING = [0, 1, 2, 4, 5, 7, 8, 9, 0x0f, 0x10, 0x1f, 0x20, 0x3f, 0x40, 0x7e, 0x7f, 0x80, 0x81, 0xfe, 0xff];
const INTERESTING_32 = [0, 1, 255, 256, 16_383, 16_384, 16_385, 65_535, 65_536, 2 ** 24 - 1, 2 ** 31 - 1, 2 ** 31, -1];

const SHORT_BYTES = 160;
const LONG_ONE_IN = 12;

/**
 * Makes new inputs of known ones: a few small changes at a time to the bytes, to the units that they are made of, or by
 * what another input has. The same seed gives the same inputs.
 */
export class Mutator {
  readonly #target: Target;
  readonly #random: Random;
  /** The input that is being made. */
  readonly #bytes: Uint8Array;
  #length = 0;

  constructor(target: Target, random: Random) {
    this.#target = target;
    this.#random = random;
    this.#bytes = new Uint8Array(target.maxInputBytes);
  }

  /** A view that is good until the next one is made. */
  mutate(input: Uint8Array, other: Uint8Array): Uint8Array {
    this.#length = 0;
    this.#insert(0, input);
    for (let changes = 1 << this.#random.below(5); changes > 0; changes--) this.#change(other);
    // Most are kept short, for long ones seldom do anything else and take longer to do it.
    const most = this.#random.below(LONG_ONE_IN) === 0 ? this.#bytes.length : SHORT_BYTES;
    return this.#bytes.subarray(0, Math.min(most, this.#length));
  }

  #change(other: Uint8Array): void {
    const random = this.#random;
    const at = random.below(this.#length + 1);
    switch (random.below(14)) {
      case 0:
        this.#set(at, (this.#bytes[at] ?? 0) ^ (1 << random.below(8)));
        break;
      case 1:
        this.#set(at, random.below(256));
        break;
      case 2:
        this.#set(at, random.pick(INTERESTING));
        break;
      case 3:
        this.#set(at, (this.#bytes[at] ?? 0) + random.below(33) - 16);
        break;
      case 4:
        this.#setNumber(at, random.pick(INTERESTING_32), random.below(2) === 0 ? 2 : 4);
        break;
      case 5:
        this.#remove(at, at + 1 + random.below(random.below(4) === 0 ? 64 : 4));
        break;
      case 6:
        this.#insert(at, this.#bytes.slice(at, at + 1 + random.below(16)));
        break;
      case 7:
        this.#insert(at, random.pick(this.#target.dictionary));
        break;
      case 8:
        this.#overwrite(at, random.pick(this.#target.dictionary));
        break;
      case 9:
        this.#insert(at, piece(other, random));
        break;
      case 10:
        this.#splice(at, other);
        break;
      default:
        this.#changeUnit(other);
    }
  }

  #changeUnit(other: Uint8Array): void {
    const random = this.#random;
    const whole = this.#bytes.subarray(0, this.#length);
    const units = unitsOf(this.#target, whole);
    if (units.length === 0) return;
    const unit = random.pick(units);
    switch (random.below(5)) {
      case 0:
        this.#remove(unit.start, unit.end);
        break;
      case 1:
        this.#insert(random.pick(units).start, whole.slice(unit.start, unit.end));
        break;
      case 2: {
        const others = unitsOf(this.#target, other);
        if (others.length === 0) break;
        const taken = random.pick(others);
        this.#insert(unit.start, other.slice(taken.start, taken.end));
        break;
      }
      default:
        this.#resizeUnit(unit, whole.slice(unit.start, unit.bodyAt));
    }
  }

  /** Changes the body of a unit by some bytes, and its header to fit. */
  #resizeUnit(unit: Unit, header: Uint8Array): void {
    const random = this.#random;
    const at = unit.bodyAt + random.below(unit.end - unit.bodyAt + 1);
    const room = this.#bytes.length - this.#length;
    let change: number;
    if (random.below(2) === 0) {
      change = -Math.min(unit.end - at, 1 + random.below(8));
      this.#remove(at, at - change);
    } else {
      const added = random.below(2) === 0 ? random.pick(this.#target.dictionary) : random.pick(this.#target.seeds);
      change = Math.min(room, added.length, 64);
      this.#insert(at, added.subarray(0, change));
    }
    const resized = this.#target.framing.headerFor(header, unit.end - unit.bodyAt + change);
    this.#remove(unit.start, unit.bodyAt);
    this.#insert(unit.start, resized);
  }

  #set(at: number, value: number): void {
    if (at < this.#length) this.#bytes[at] = value;
  }

  #setNumber(at: number, value: number, byteCount: number): void {
    for (let index = 0; index < byteCount; index++) this.#set(at + index, value >>> (8 * (byteCount - 1 - index)));
  }

  #overwrite(at: number, bytes: Uint8Array): void {
    for (let index = 0; index < bytes.length; index++) this.#set(at + index, bytes[index] ?? 0);
  }

  #remove(from: number, to: number): void {
    const end = Math.min(to, this.#length);
    if (end <= from) return;
    this.#bytes.copyWithin(from, end, this.#length);
    this.#length -= end - from;
  }

  /** What has no room falls off the end. */
  #insert(at: number, bytes: Uint8Array): void {
    const count = Math.min(bytes.length, this.#bytes.length - at);
    this.#bytes.copyWithin(at + count, at, this.#length);
    this.#bytes.set(count === bytes.length ? bytes : bytes.subarray(0, count), at);
    this.#length = Math.min(this.#bytes.length, this.#length + count);
  }

  /** Goes on with the other input from here. */
  #splice(at: number, other: Uint8Array): void {
    this.#length = at;
    this.#insert(at, other.subarray(this.#random.below(other.length + 1)));
  }
}

function piece(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1);
  return bytes.subarray(at, at + 1 + random.below(32));
}
