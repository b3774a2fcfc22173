/** How a connection behaves. */
export interface Http2ConnectionOptions {
  /** The largest message that a backend may send, in bytes. */
  readonly maxMessageBytes: number;
  /** After so long without a byte from the peer it is asked by PING. */
  readonly keepaliveMs: number;
  /** How long the answer to a PING, or to our SETTINGS, may take. */
  readonly answerTimeoutMs: number;
  /** The connection takes no new calls after this stream id. */
  readonly maxStreamId: number;
}
