import { describe, expect, it } from 'vitest';
import { Http2Error } from '../../../src/http2/http2-error.ts';
import { encodeSettings, PeerSettings } from '../../../src/http2/settings.ts';

function apply(...pairs: readonly (readonly [number, number])[]): PeerSettings {
  const settings = new PeerSettings();
  const payload = encodeSettings(pairs);
  settings.apply(payload, 0, payload.length);
  return settings;
}

function errorOf(...pairs: readonly (readonly [number, number])[]): number | null {
  try {
    apply(...pairs);
    return null;
  } catch (cause) {
    if (cause instanceof Http2Error) return cause.code;
    throw cause;
  }
}

describe('PeerSettings', () => {
  it('begins as RFC 9113 section 6.5.2 says', () => {
    const settings = new PeerSettings();
    expect(settings).toMatchObject({ initialWindowBytes: 65_535, maxFrameBytes: 16_384 });
    expect(settings.maxConcurrentStreams).toBe(Number.POSITIVE_INFINITY);
  });

  it('takes each value, the last one where it stands twice, and ignores what it does not know', () => {
    expect(apply([3, 100], [4, 1], [5, 20_000], [99, 7], [4, 2])).toMatchObject({
      maxConcurrentStreams: 100,
      initialWindowBytes: 2,
      maxFrameBytes: 20_000,
    });
  });

  it.each([
    ['push', [2, 1], 1],
    ['a window above 2^31-1', [4, 2 ** 31], 3],
    ['frames below 16,384', [5, 16_383], 1],
    ['frames above 2^24-1', [5, 2 ** 24], 1],
  ] as const)('refuses %s', (_, pair, code) => {
    expect(errorOf(pair)).toBe(code);
  });

  it('takes the values at the edges', () => {
    expect(
      errorOf([2, 0], [4, 2 ** 31 - 1], [4, 0], [5, 16_384], [5, 2 ** 24 - 1], [3, 0], [3, 2 ** 32 - 1]),
    ).toBeNull();
  });

  it('refuses a length that is no multiple of 6', () => {
    expect(() => new PeerSettings().apply(new Uint8Array(7), 0, 7)).toThrow(Http2Error);
  });
});
