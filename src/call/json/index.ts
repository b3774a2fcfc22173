export { DescriptorSetError } from './descriptor-set-error.ts';
export type { TranscoderOptions } from './limits.ts';
export type { MethodTranscoder } from './method-transcoder.ts';
export { printable } from './printable.ts';
export type { Transcoded } from './transcoded.ts';
export { Transcoder } from './transcoder.ts';
export { type DescriptorSource, TranscoderCache, type TranscoderCacheOptions } from './transcoder-cache.ts';
