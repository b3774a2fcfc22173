import { NO_BYTES, NO_METADATA } from '../../src/status/index.ts';
import { decodeFrame, ENCODING, encodeFrame, type Frame } from '../../src/wire/index.ts';
import { ECHO, echoPayload } from '../echo-payload.ts';
import type { MicroCase } from './measure.ts';

const payload = echoPayload(122, 'proto');
const request: Frame = {
  kind: 'request',
  seq: 123_456,
  body: { ...ECHO, timeoutMs: 2000, metadata: NO_METADATA, encoding: ENCODING.PROTO, idempotent: false, payload },
};
const response: Frame = {
  kind: 'response',
  seq: 123_456,
  body: {
    status: 0,
    message: '',
    metadata: NO_METADATA,
    trailers: NO_METADATA,
    details: NO_BYTES,
    failure: null,
    detailsJson: '',
    payload,
  },
};
const PREFIX_BYTES = 2;
const requestBody = encodeFrame(request).subarray(PREFIX_BYTES);

export const CASES: readonly MicroCase[] = [
  {
    name: 'decode a request of 122 bytes',
    run: (times) => {
      let seqs = 0;
      for (let i = 0; i < times; i++) seqs += decodeFrame(requestBody).seq;
      return seqs;
    },
  },
  {
    name: 'encode a response of 122 bytes',
    run: (times) => {
      let bytes = 0;
      for (let i = 0; i < times; i++) bytes += encodeFrame(response).length;
      return bytes;
    },
  },
];
