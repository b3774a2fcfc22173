import { describe, expect, test } from 'vitest';
import { callFailure } from '../../../src/cli/call-failure.ts';
import { CallError, type CallErrorFields } from '../../../src/client/index.ts';
import { STATUS } from '../../../src/status/index.ts';

const FIELDS: CallErrorFields = {
  method: 'a.B/C',
  code: STATUS.NOT_FOUND,
  statusMessage: 'no order 42',
  reason: 'BACKEND_STATUS',
  origin: 'BACKEND',
  sent: 'MAYBE',
  retryAfterMs: 0,
  details: new Uint8Array(0),
  detailsJson: '',
  metadata: [],
  trailers: [],
};

describe('a failed call', () => {
  test.each(Object.entries(STATUS).filter(([, code]) => code !== 0))(
    'with %s exits with 64 and its code',
    (_, code) => {
      expect(callFailure(new CallError({ ...FIELDS, code })).detail.exitCode).toBe(64 + code);
    },
  );

  test('says who failed, why, whether it may have run, and what the table advises', () => {
    const failure = callFailure(new CallError(FIELDS));
    expect(failure.message).toBe('a.B/C: NOT_FOUND: no order 42');
    expect(failure.detail.facts).toEqual([
      ['reason', 'BACKEND_STATUS: The backend itself ended the call with this status.'],
      ['origin', 'backend'],
      ['sent', 'maybe: the backend may have run it'],
    ]);
    expect(failure.detail.remedy).toBe('Read the status and its message; they are the backend’s own.');
  });

  test('has the details and the pause where there are any', () => {
    const failure = callFailure(new CallError({ ...FIELDS, retryAfterMs: 250, detailsJson: '{"code":5}' }));
    expect(failure.detail.facts).toContainEqual(['retry after', '250ms']);
    expect(failure.detail.facts).toContainEqual(['details', '{"code":5}']);
  });

  test('with a reason of a newer gateway still reads', () => {
    const failure = callFailure(new CallError({ ...FIELDS, origin: 'GATEWAY', reason: 'toString' }));
    expect(failure.detail.facts[0]).toEqual(['reason', 'toString']);
    expect(failure.detail.remedy).toBe('');
  });
});
