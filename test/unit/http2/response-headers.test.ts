import { describe, expect, it } from 'vitest';
import { endOfHeaders } from '../../../src/http2/response-end.ts';
import { readResponseHeaders } from '../../../src/http2/response-headers.ts';
import { OK_END } from '../../../src/status/index.ts';

type Fields = readonly (readonly [name: string, value: string])[];

const read = (fields: Fields) => readResponseHeaders(fields.map(([name, value]) => ({ name, value })));

describe('readResponseHeaders', () => {
  it('reads initial headers: status, content, metadata without what is not metadata', () => {
    const headers = read([
      [':status', '200'],
      ['content-type', 'application/grpc+proto'],
      ['date', 'today'],
      ['server', 'x'],
      ['grpc-accept-encoding', 'gzip'],
      ['x-one', '1'],
      ['x-two-bin', 'AAE'],
      ['x-one', '2'],
    ]);
    expect(headers).toMatchObject({ httpStatus: 200, grpcContent: true, end: null, malformed: '' });
    expect(headers.metadata).toEqual([
      { key: 'x-one', value: '1' },
      { key: 'x-two-bin', value: Uint8Array.of(0, 1) },
      { key: 'x-one', value: '2' },
    ]);
  });

  it('reads a status of OK as the one shared end', () => {
    expect(read([['grpc-status', '0']]).end).toBe(OK_END);
    expect(
      read([
        ['grpc-status', '0'],
        ['x-a', 'b'],
      ]).end,
    ).toEqual({
      ...OK_END,
      trailers: [{ key: 'x-a', value: 'b' }],
    });
  });

  it('reads a failure with its message and details, which are not trailers', () => {
    const { end } = read([
      ['grpc-status', '5'],
      ['grpc-message', 'no%20such'],
      ['grpc-status-details-bin', 'CAU='],
      ['x-a', 'b'],
    ]);
    expect(end).toMatchObject({ code: 5, message: 'no such', trailers: [{ key: 'x-a', value: 'b' }] });
    expect(end?.failure).toMatchObject({ reason: 'BACKEND_STATUS', origin: 'BACKEND', sent: 'MAYBE' });
    expect([...(end?.details ?? [])]).toEqual([8, 5]);
  });

  it.each(['999', 'abc', '17', '-1', '', '1.5', '0x1'])('ends grpc-status %j with UNKNOWN', (status) => {
    const { end } = read([
      ['grpc-status', status],
      ['grpc-message', 'why'],
    ]);
    expect(end).toMatchObject({ code: 2, failure: { reason: 'BAD_STATUS' } });
    expect(end?.message).toContain('why');
  });

  it('drops binary metadata that is no base64', () => {
    expect(read([['x-bin', '***']]).metadata).toEqual([]);
  });

  it.each<[string, Fields]>([
    ['an upper-case name', [['X-A', 'b']]],
    ['an empty name', [['', 'b']]],
    ['a space in a name', [['a b', 'c']]],
    ['a newline in a value', [['a', 'b\nc']]],
    ['a NUL in a value', [['a', 'b\0']]],
    ['a connection field', [['connection', 'close']]],
    ['transfer-encoding', [['transfer-encoding', 'chunked']]],
    ['a pseudo-field of a request', [[':path', '/']]],
    [
      'two statuses',
      [
        [':status', '200'],
        [':status', '200'],
      ],
    ],
    [
      'a status after a field',
      [
        ['a', 'b'],
        [':status', '200'],
      ],
    ],
    ['a status that is no number', [[':status', '2x0']]],
  ])('calls %s malformed', (_, fields) => {
    expect(read(fields).malformed).not.toBe('');
  });
});

describe('endOfHeaders', () => {
  const GRPC: Fields = [
    [':status', '200'],
    ['content-type', 'application/grpc'],
  ];
  const HTML: Fields = [
    [':status', '200'],
    ['content-type', 'text/html'],
  ];
  const TRAILERS: Fields = [['grpc-status', '0']];

  it.each<[string, Fields, boolean, boolean, object | null]>([
    ['initial headers go on', GRPC, false, false, null],
    ['200 without a content-type goes on', [[':status', '200']], false, false, null],
    ['100 goes on', [[':status', '100']], false, false, null],
    ['100 that ends the stream', [[':status', '100']], false, true, { code: 13, failure: { reason: 'BAD_RESPONSE' } }],
    ['trailers with a status', TRAILERS, true, true, { code: 0 }],
    ['trailers without a status', [['x', 'y']], true, true, { code: 2, failure: { reason: 'BAD_STATUS' } }],
    ['trailers that do not end', TRAILERS, true, false, { code: 13, failure: { reason: 'BAD_RESPONSE' } }],
    ['a second status', GRPC, true, true, { code: 13, failure: { reason: 'BAD_RESPONSE' } }],
    ['trailers only', [...GRPC, ['grpc-status', '7']], false, true, { code: 7, failure: { reason: 'BACKEND_STATUS' } }],
    ['trailers only without a status', GRPC, false, true, { code: 2, failure: { reason: 'BAD_STATUS' } }],
    ['no HTTP status', TRAILERS, false, true, { code: 13, failure: { reason: 'BAD_RESPONSE' } }],
    ['HTML', HTML, false, false, { code: 2, failure: { reason: 'HTTP_ERROR', origin: 'BACKEND' } }],
    ['HTML that ends', HTML, false, true, { code: 2, failure: { reason: 'HTTP_ERROR' } }],
    ['502', [[':status', '502']], false, false, { code: 14, failure: { reason: 'HTTP_ERROR' } }],
    ['404', [[':status', '404']], false, true, { code: 12, failure: { reason: 'HTTP_ERROR' } }],
    [
      '503 with a grpc-status',
      [
        [':status', '503'],
        ['grpc-status', '9'],
      ],
      false,
      true,
      { code: 9, failure: { reason: 'BACKEND_STATUS' } },
    ],
    ['what is malformed', [['A', 'b']], false, true, { code: 13, failure: { reason: 'BAD_RESPONSE' } }],
  ])('%s', (_, fields, headersSeen, endStream, expected) => {
    const end = endOfHeaders(read(fields), headersSeen, endStream);
    expect({ end }).toMatchObject({ end: expected });
  });
});
