import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsFrame } from '../../../src/client/frame-fit.ts';
import { encodeFrame, type Request } from '../../../src/wire/index.ts';
import { frameBodies } from './frame-bodies.ts';

const request = (bytes: number): Request => ({
  service: 'shop.v1.OrderService',
  method: 'GetOrder',
  timeoutMs: 1000,
  metadata: [{ key: 'x-tenant', value: 'blue' }],
  encoding: 1,
  idempotent: false,
  payload: new Uint8Array(bytes),
});

describe('whether a request fits a frame', () => {
  it('is exact at every size', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(400), fc.integer({ min: 1, max: 2 ** 32 - 1 }), (bytes, cap, seq) => {
        const body = request(bytes);
        const [encoded] = frameBodies(encodeFrame({ kind: 'request', seq, body }));
        expect(fitsFrame(body, seq, cap)).toBe((encoded?.length ?? 0) <= cap);
      }),
    );
  });

  it('counts a name in its UTF-8 length', () => {
    const body = { ...request(0), service: '語'.repeat(100) };
    expect(fitsFrame(body, 1, 320)).toBe(false);
    expect(fitsFrame(body, 1, 400)).toBe(true);
  });
});
