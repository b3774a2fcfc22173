import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf';
import { WireType } from '@bufbuild/protobuf/wire';
import {
  DescriptorProtoSchema,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  SourceCodeInfo_LocationSchema,
  SourceCodeInfoSchema,
} from '@bufbuild/protobuf/wkt';
import { ELEMENT_SCHEMAS } from './element-schemas.ts';
import type { Limits } from './limits.ts';
import { ScanError } from './scan-error.ts';
import { WireCursor } from './wire-cursor.ts';

/** One file of a set, not decoded. */
export interface ScannedFile {
  /** The file as it was uploaded, a view. */
  readonly bytes: Uint8Array;
  /** The file without its comments and positions (source_code_info), which are most of it and prove nothing. */
  readonly withoutSource: Uint8Array;
}

interface OpenMessage {
  readonly schema: DescMessage;
  readonly start: number;
  readonly end: number;
}

/**
 * Walks the wire bytes of a FileDescriptorSet without decoding them, and holds them against the limits. It keeps one
 * small object for each level of nesting, and nothing for an element, so that what is refused costs nothing.
 *
 * It is strict where the decoder is not: the decoder of @bufbuild/protobuf reads a known field by its type whatever its
 * wire type says, and lets a message run past the end of the one around it, so a set could be built that the two read
 * differently.
 *
 * @throws ScanError MALFORMED or LIMIT_EXCEEDED, with what is wrong.
 */
export function scanWire(bytes: Uint8Array, limits: Limits): readonly ScannedFile[] {
  if (bytes.length > limits.setBytes) {
    throw new ScanError('LIMIT_EXCEEDED', `the set has ${bytes.length} bytes, where ${limits.setBytes} is the most`);
  }
  return new WireScan(bytes, limits).run();
}

class WireScan {
  readonly #cursor: WireCursor;
  readonly #bytes: Uint8Array;
  readonly #limits: Limits;
  readonly #open: OpenMessage[] = [];
  readonly #files: ScannedFile[] = [];
  #sources: (readonly [start: number, end: number])[] = [];
  #nesting = 0;
  #elements = 0;
  #fields = 0;
  #locations = 0;

  constructor(bytes: Uint8Array, limits: Limits) {
    this.#bytes = bytes;
    this.#cursor = new WireCursor(bytes, limits.optionNesting);
    this.#limits = limits;
  }

  run(): readonly ScannedFile[] {
    this.#open.push({ schema: FileDescriptorSetSchema, start: 0, end: this.#bytes.length });
    for (let top = this.#open.at(-1); top !== undefined; top = this.#open.at(-1)) {
      if (this.#cursor.at < top.end) this.#field(top);
      else this.#close(top);
    }
    return this.#files;
  }

  #field(top: OpenMessage): void {
    const start = this.#cursor.at;
    const { number, wireType } = this.#cursor.tag(top.end);
    const known = fieldsOf(top.schema).get(number);
    this.#countField(top);
    if (known === undefined) {
      this.#cursor.skip(number, wireType, top.end);
    } else if (wireType === WireType.LengthDelimited) {
      const end = this.#cursor.length(top.end);
      this.#delimited(known, start, end);
    } else if (wireType === plainWireType(known)) {
      this.#cursor.skip(number, wireType, top.end);
    } else {
      throw new ScanError('MALFORMED', `field ${known.name} of ${top.schema.typeName} has wire type ${wireType}`);
    }
  }

  #delimited(field: DescField, start: number, end: number): void {
    if (field.message !== undefined) {
      this.#enter(field.message, start, end);
    } else if (plainWireType(field) === WireType.LengthDelimited) {
      this.#cursor.at = end;
    } else if (field.fieldKind === 'list') {
      while (this.#cursor.at < end) {
        this.#cursor.skip(field.number, plainWireType(field), end);
        this.#count('fields');
      }
    } else {
      throw new ScanError('MALFORMED', `field ${field.name} of ${field.parent.typeName} is no message and no list`);
    }
  }

  #enter(schema: DescMessage, start: number, end: number): void {
    if (schema === SourceCodeInfoSchema) this.#sources.push([start, end]);
    if (schema === FileDescriptorProtoSchema) this.#sources = [];
    if (schema === DescriptorProtoSchema && ++this.#nesting > this.#limits.nesting) {
      throw new ScanError('LIMIT_EXCEEDED', `messages are nested more than ${this.#limits.nesting} deep`);
    }
    if (schema === SourceCodeInfo_LocationSchema) this.#count('locations');
    if (ELEMENT_SCHEMAS.has(schema)) this.#count('elements');
    this.#open.push({ schema, start: this.#cursor.at, end });
  }

  #close(top: OpenMessage): void {
    this.#open.pop();
    if (top.schema === DescriptorProtoSchema) this.#nesting--;
    if (top.schema !== FileDescriptorProtoSchema) return;
    const bytes = this.#bytes.subarray(top.start, top.end);
    this.#files.push({ bytes, withoutSource: this.#withoutSource(top) });
    if (this.#files.length > this.#limits.files) {
      throw new ScanError('LIMIT_EXCEEDED', `the set has more than ${this.#limits.files} files`);
    }
  }

  #withoutSource(file: OpenMessage): Uint8Array {
    if (this.#sources.length === 0) return this.#bytes.subarray(file.start, file.end);
    const parts: Uint8Array[] = [];
    let from = file.start;
    for (const [start, end] of this.#sources) {
      parts.push(this.#bytes.subarray(from, start));
      from = end;
    }
    parts.push(this.#bytes.subarray(from, file.end));
    return Buffer.concat(parts);
  }

  #countField(top: OpenMessage): void {
    if (top.schema !== SourceCodeInfoSchema && top.schema !== SourceCodeInfo_LocationSchema) this.#count('fields');
  }

  #count(what: 'elements' | 'fields' | 'locations'): void {
    const counted = what === 'elements' ? ++this.#elements : what === 'fields' ? ++this.#fields : ++this.#locations;
    if (counted > this.#limits[what]) {
      throw new ScanError('LIMIT_EXCEEDED', `the set has more than ${this.#limits[what]} ${what}`);
    }
  }
}

const fieldsBySchema = new WeakMap<DescMessage, ReadonlyMap<number, DescField>>();

function fieldsOf(schema: DescMessage): ReadonlyMap<number, DescField> {
  const known = fieldsBySchema.get(schema) ?? new Map(schema.fields.map((field) => [field.number, field]));
  fieldsBySchema.set(schema, known);
  return known;
}

/** The wire type of one value of a field of descriptor.proto, which has neither groups nor maps. */
function plainWireType(field: DescField): WireType {
  if (field.message !== undefined) return WireType.LengthDelimited;
  switch (field.scalar) {
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return WireType.LengthDelimited;
    case ScalarType.DOUBLE:
      return WireType.Bit64;
    default:
      return WireType.Varint;
  }
}
