import { describe, expect, it } from 'vitest';
import { decodeBinaryHeader, encodeBinaryHeader } from '../../../src/http2/binary-header.ts';
import { decodeGrpcMessage } from '../../../src/http2/grpc-message.ts';
import { formatGrpcTimeout } from '../../../src/http2/grpc-timeout.ts';
import { statusOfHttp } from '../../../src/http2/http-status.ts';
import { putTimeoutValue } from '../../../src/http2/request-blocks.ts';
import { endOfReset } from '../../../src/http2/reset-status.ts';

describe('grpc-timeout', () => {
  it.each([
    [0.2, '1m'],
    [1, '1m'],
    [1.9, '1m'],
    [10, '10m'],
    [4999.99, '4999m'],
    [99_999_999, '99999999m'],
    [100_000_000, '100000S'],
    [99_999_999_999, '99999999S'],
    [100_000_000_000, '1666666M'],
    [6e12, '1666666H'],
    [1e300, '99999999H'],
  ])('says %d ms as %s, and never more than is left', (remainingMs, text) => {
    expect(formatGrpcTimeout(remainingMs)).toBe(text);
    const bytes = Buffer.alloc(16);
    const end = putTimeoutValue(bytes, 1, remainingMs);
    expect(bytes.toString('latin1', 2, end)).toBe(text);
    expect(bytes[1]).toBe(text.length);
    expect(text.length).toBeLessThanOrEqual(9);
  });
});

describe('grpc-message', () => {
  it.each([
    ['', ''],
    ['plain text', 'plain text'],
    ['caf%C3%A9', 'café'],
    ['caf%c3%a9', 'café'],
    ['100%25', '100%'],
    ['50% of %zz and %4', '50% of %zz and %4'],
    ['%', '%'],
    ['%F0%9F%98%88 %00', '😈 \0'],
    ['%FF', '\uFFFD'],
    ['\u00c3\u00a9', 'é'],
  ])('decodes %j, and tolerates what is badly encoded', (value, text) => {
    expect(decodeGrpcMessage(value)).toBe(text);
  });
});

describe('binary metadata', () => {
  it.each([
    ['', [[]]],
    ['AAEC', [[0, 1, 2]]],
    ['AAE=', [[0, 1]]],
    ['AAE', [[0, 1]]],
    ['AA==,AAEC, AAE', [[0], [0, 1, 2], [0, 1]]],
  ])('decodes %j, padded or not, one or several', (value, expected) => {
    expect(decodeBinaryHeader(value)?.map((bytes) => [...bytes])).toEqual(expected);
  });

  it.each(['*', 'AA=A', 'AAE===', 'A_-A'])('refuses %j', (value) => {
    expect(decodeBinaryHeader(value)).toBeNull();
  });

  it('encodes without padding', () => {
    expect(encodeBinaryHeader(Uint8Array.of(0))).toBe('AA');
    expect(encodeBinaryHeader(new Uint8Array(0))).toBe('');
    expect(encodeBinaryHeader(Uint8Array.of(0, 1, 2))).toBe('AAEC');
  });
});

describe('the status of an answer that is not gRPC', () => {
  it.each([
    [400, 13],
    [401, 16],
    [403, 7],
    [404, 12],
    [429, 14],
    [502, 14],
    [503, 14],
    [504, 14],
    [500, 2],
    [200, 2],
    [302, 2],
  ])('HTTP %i is gRPC %i', (http, grpc) => {
    expect(statusOfHttp(http)).toBe(grpc);
  });
});

describe('the end of a stream that was reset', () => {
  it.each([
    [0x0, 13, 'STREAM_RESET', 'MAYBE'],
    [0x1, 13, 'STREAM_RESET', 'MAYBE'],
    [0x2, 13, 'STREAM_RESET', 'MAYBE'],
    [0x7, 14, 'STREAM_REFUSED', 'NEVER'],
    [0x8, 1, 'STREAM_RESET', 'MAYBE'],
    [0xb, 8, 'STREAM_RESET', 'MAYBE'],
    [0xc, 7, 'STREAM_RESET', 'MAYBE'],
    [0xff, 13, 'STREAM_RESET', 'MAYBE'],
  ])('error code %i is status %i, %s, sent %s', (errorCode, code, reason, sent) => {
    expect(endOfReset(errorCode, Number.POSITIVE_INFINITY)).toMatchObject({
      code,
      failure: { reason, origin: 'BACKEND', sent },
    });
  });

  it.each([16, 0.5, -3])('is the deadline where the backend cancels with %f ms left', (remainingMs) => {
    expect(endOfReset(0x8, remainingMs)).toMatchObject({
      code: 4,
      failure: { reason: 'DEADLINE_EXCEEDED', sent: 'MAYBE' },
    });
    expect(endOfReset(0x2, remainingMs).code).toBe(13);
  });
});
