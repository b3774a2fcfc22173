import { FAILURE, FRAME, MESSAGE, PAYLOAD, REQUEST, RESPONSE } from './call-fields.ts';
import type { Failure, Message, Request, Response } from './frame.ts';
import { bytesFieldSize, type FrameBuffer, putVarint, textSize, uint32FieldSize, varintSize } from './frame-buffer.ts';
import { MetadataBytes } from './metadata-bytes.ts';

const ORIGIN = { GATEWAY: 1, BACKEND: 2 } as const;
const SENT = { NEVER: 1, MAYBE: 2 } as const;

/**
 * Writes the frames of which there are many, those of calls, straight into a buffer: the sizes first, so that nothing is
 * moved. What the generated codec reads of them is the same as of its own.
 */
export class CallFrameWriter {
  readonly #requestMetadata = new MetadataBytes(REQUEST.metadata);
  readonly #responseMetadata = new MetadataBytes(RESPONSE.metadata);
  readonly #trailers = new MetadataBytes(RESPONSE.trailers);
  readonly #messageMetadata = new MetadataBytes(MESSAGE.metadata);

  request(out: FrameBuffer, seq: number, request: Request): void {
    const { service, method, timeoutMs, encoding, idempotent, payload } = request;
    const declared = idempotent ? 1 : 0;
    const metadata = this.#requestMetadata.of(request.metadata);
    const serviceSize = textSize(service);
    const methodSize = textSize(method);
    const size =
      bytesFieldSize(serviceSize) +
      bytesFieldSize(methodSize) +
      uint32FieldSize(timeoutMs) +
      metadata.length +
      uint32FieldSize(encoding) +
      uint32FieldSize(declared) +
      bytesFieldSize(payload.length);
    begin(out, seq, FRAME.request, size, payload.length);
    out.textField(REQUEST.service, service, serviceSize);
    out.textField(REQUEST.method, method, methodSize);
    out.uint32Field(REQUEST.timeoutMs, timeoutMs);
    if (metadata.length > 0) out.raw(metadata);
    out.uint32Field(REQUEST.encoding, encoding);
    out.uint32Field(REQUEST.idempotent, declared);
    out.payloadField(PAYLOAD, payload);
  }

  response(out: FrameBuffer, seq: number, response: Response): void {
    const { status, message, details, failure, detailsJson, payload } = response;
    const metadata = this.#responseMetadata.of(response.metadata);
    const trailers = this.#trailers.of(response.trailers);
    // As almost all are: only what the backend said.
    if (status === 0 && message === '' && details.length === 0 && failure === null && detailsJson === '') {
      const size = metadata.length + trailers.length + bytesFieldSize(payload.length);
      begin(out, seq, FRAME.response, size, payload.length);
      if (metadata.length > 0) out.raw(metadata);
      if (trailers.length > 0) out.raw(trailers);
      out.payloadField(PAYLOAD, payload);
      return;
    }
    const messageSize = textSize(message);
    const detailsJsonSize = textSize(detailsJson);
    const failureSize = failure === null ? 0 : sizeOfFailure(failure);
    const size =
      uint32FieldSize(status) +
      bytesFieldSize(messageSize) +
      metadata.length +
      trailers.length +
      bytesFieldSize(details.length) +
      bytesFieldSize(failureSize) +
      bytesFieldSize(detailsJsonSize) +
      bytesFieldSize(payload.length);
    begin(out, seq, FRAME.response, size, payload.length);
    out.uint32Field(RESPONSE.status, status);
    out.textField(RESPONSE.message, message, messageSize);
    if (metadata.length > 0) out.raw(metadata);
    if (trailers.length > 0) out.raw(trailers);
    out.bytesField(RESPONSE.details, details);
    if (failure !== null) putFailure(out, failure, failureSize);
    out.textField(RESPONSE.detailsJson, detailsJson, detailsJsonSize);
    out.payloadField(PAYLOAD, payload);
  }

  message(out: FrameBuffer, seq: number, message: Message): void {
    const metadata = this.#messageMetadata.of(message.metadata);
    const payloadBytes = message.payload.length;
    begin(out, seq, FRAME.message, metadata.length + bytesFieldSize(payloadBytes), payloadBytes);
    if (metadata.length > 0) out.raw(metadata);
    out.payloadField(PAYLOAD, message.payload);
  }
}

/** Everything before the fields of the body, and room for these. */
function begin(out: FrameBuffer, seq: number, bodyTag: number, bodySize: number, payloadBytes: number): void {
  const frameSize = uint32FieldSize(seq) + 1 + varintSize(bodySize) + bodySize;
  out.reserve(varintSize(frameSize) + frameSize - payloadBytes + out.roomFor(payloadBytes));
  const { bytes } = out;
  let at = putVarint(bytes, out.length, frameSize);
  if (seq !== 0) {
    bytes[at] = FRAME.seq;
    at = putVarint(bytes, at + 1, seq);
  }
  bytes[at] = bodyTag;
  out.length = putVarint(bytes, at + 1, bodySize);
}

function sizeOfFailure({ reason, retryAfterMs }: Failure): number {
  return 4 + bytesFieldSize(textSize(reason)) + uint32FieldSize(retryAfterMs);
}

function putFailure(out: FrameBuffer, { origin, reason, sent, retryAfterMs }: Failure, size: number): void {
  out.byte(RESPONSE.failure);
  out.varint(size);
  out.uint32Field(FAILURE.origin, ORIGIN[origin]);
  out.textField(FAILURE.reason, reason, textSize(reason));
  out.uint32Field(FAILURE.sent, SENT[sent]);
  out.uint32Field(FAILURE.retryAfterMs, retryAfterMs);
}
