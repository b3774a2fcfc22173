/** Tags of one byte: the number of the field, and whether it is a varint or has a length. */
const varintTag = (field: number) => field << 3;
const lengthTag = (field: number) => (field << 3) | 2;

// The fields of proto/trunkline/wire/v1/frame.proto that calls are made of.

export const FRAME = {
  seq: varintTag(1),
  request: lengthTag(8),
  response: lengthTag(9),
  message: lengthTag(10),
} as const;

export const REQUEST = {
  service: lengthTag(1),
  method: lengthTag(2),
  timeoutMs: varintTag(3),
  metadata: lengthTag(4),
  encoding: varintTag(5),
  idempotent: varintTag(6),
} as const;

export const RESPONSE = {
  status: varintTag(1),
  message: lengthTag(2),
  metadata: lengthTag(3),
  trailers: lengthTag(4),
  details: lengthTag(5),
  failure: lengthTag(6),
  detailsJson: lengthTag(7),
} as const;

export const FAILURE = {
  origin: varintTag(1),
  reason: lengthTag(2),
  sent: varintTag(3),
  retryAfterMs: varintTag(4),
} as const;

export const MESSAGE = { metadata: lengthTag(1) } as const;

export const METADATUM = { key: lengthTag(1), text: lengthTag(2), binary: lengthTag(3) } as const;

/** Of Request, Response and Message alike: the last field. */
export const PAYLOAD = lengthTag(15);
