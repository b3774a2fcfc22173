export { HpackDecoder, type HpackLimits } from './decoder.ts';
export { type Indexing, maxFieldBytes, putField, putInteger } from './encoder.ts';
export type { HeaderField } from './static-table.ts';
