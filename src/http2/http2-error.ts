import { ERROR_CODE } from './error-code.ts';

/**
 * The peer broke a rule that concerns the whole connection (RFC 9113 section 5.4.1). Thrown where the rule is known, and
 * caught in one place, the connection, which says goodbye with `code` and ends.
 */
export class Http2Error extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'Http2Error';
    this.code = code;
  }
}

export function protocolError(message: string): Http2Error {
  return new Http2Error(ERROR_CODE.PROTOCOL_ERROR, message);
}

export function frameSizeError(message: string): Http2Error {
  return new Http2Error(ERROR_CODE.FRAME_SIZE_ERROR, message);
}

export function flowControlError(message: string): Http2Error {
  return new Http2Error(ERROR_CODE.FLOW_CONTROL_ERROR, message);
}

export function compressionError(message: string): Http2Error {
  return new Http2Error(ERROR_CODE.COMPRESSION_ERROR, message);
}

export function enhanceYourCalm(message: string): Http2Error {
  return new Http2Error(ERROR_CODE.ENHANCE_YOUR_CALM, message);
}
