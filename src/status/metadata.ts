/**
 * What a call says besides its payload. Keys are lower case; a key that ends in `-bin` carries bytes, any other text.
 * Order is kept, and a key may stand more than once.
 */
export interface MetadataEntry {
  readonly key: string;
  readonly value: string | Uint8Array;
}

export type Metadata = readonly MetadataEntry[];

export const NO_METADATA: Metadata = Object.freeze([]);
