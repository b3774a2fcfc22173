/** What a transcoder takes, and how it prints. */
export interface TranscoderOptions {
  /**
   * The largest payload that is transcoded, in bytes: it holds for the JSON of both directions and for the protobuf
   * bytes of a response. Default 1 MiB. A payload of this size that is made of the smallest possible messages takes up
   * to 60 times as much memory while it is transcoded, so raise it with care; the gateway's frame cap is the upper
   * bound that makes sense.
   */
  readonly maxJsonBytes: number;
  /**
   * Whether a response has its fields without presence that hold their default value (0, "", false, the first enum
   * value, empty lists and maps). Default false, as canonical JSON has it. With it, a small response of many messages
   * grows by all of their fields.
   */
  readonly emitDefaults: boolean;
}

/**
 * How deep objects and arrays may nest in JSON, and messages in protobuf, those within an Any or an extension included.
 * What protobuf's own parsers allow.
 */
export const MAX_DEPTH = 100;

/** A payload may hold one message for so many bytes of `maxJsonBytes`; a smaller message costs more than its bytes. */
const BYTES_PER_MESSAGE = 16;

export function maxMessages(options: TranscoderOptions): number {
  return Math.ceil(options.maxJsonBytes / BYTES_PER_MESSAGE);
}
