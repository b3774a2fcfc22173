import { type Metadata, NO_METADATA } from '../status/index.ts';
import { METADATUM } from './call-fields.ts';
import { bytesFieldSize, FrameBuffer, textSize } from './frame-buffer.ts';

const NO_BYTES = new Uint8Array(0);

/**
 * The fields of a metadata list, each under the same tag. A backend says the same in one answer after the other, and
 * whoever reads it gives the same list for the same bytes: so the last one is kept.
 */
export class MetadataBytes {
  readonly #tag: number;
  #last: Metadata = NO_METADATA;
  #bytes: Uint8Array = NO_BYTES;

  /** `tag`: of the repeated field. */
  constructor(tag: number) {
    this.#tag = tag;
  }

  of(metadata: Metadata): Uint8Array {
    if (metadata.length === 0) return NO_BYTES;
    if (metadata !== this.#last) {
      this.#bytes = encode(metadata, this.#tag);
      this.#last = metadata;
    }
    return this.#bytes;
  }
}

function encode(metadata: Metadata, tag: number): Uint8Array {
  const out = new FrameBuffer();
  for (const { key, value } of metadata) {
    const keySize = textSize(key);
    const text = typeof value === 'string';
    const valueSize = text ? textSize(value) : value.length;
    // The value is a oneof: it is there even where it is empty.
    const valueField = Math.max(2, bytesFieldSize(valueSize));
    const size = bytesFieldSize(keySize) + valueField;
    out.reserve(bytesFieldSize(size));
    out.byte(tag);
    out.varint(size);
    out.textField(METADATUM.key, key, keySize);
    if (valueSize === 0) {
      out.byte(text ? METADATUM.text : METADATUM.binary);
      out.byte(0);
    } else if (text) out.textField(METADATUM.text, value, valueSize);
    else out.bytesField(METADATUM.binary, value);
  }
  return out.finish().slice();
}
