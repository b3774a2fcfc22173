import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterMetadata } from '../../../src/call/metadata-filter.ts';
import type { Metadata } from '../../../src/status/index.ts';

const legal = (metadata: Metadata) => ({ kind: 'legal', metadata });
const KiB = 1024;

describe('the metadata of a request', () => {
  it('passes where it is legal, in order, with keys that come twice', () => {
    const metadata = [
      { key: 'x-shop', value: 'harbour' },
      { key: 'authorization', value: 'Bearer a.b-c' },
      { key: 'x-shop', value: '' },
      { key: 'trace_id.v1-bin', value: Uint8Array.of(0, 255) },
    ];
    expect(filterMetadata(metadata)).toEqual(legal(metadata));
    expect(filterMetadata([])).toEqual(legal([]));
  });

  it.each([
    ...['grpc-timeout', 'grpc-encoding', 'grpc-', 'grpc-status-details-bin', ':path', ':authority', ':', ':\r\nx'],
    ...['te', 'content-type', 'content-length', 'host', 'connection', 'upgrade', 'transfer-encoding', 'user-agent'],
    'grpc-\r\nx-admin',
  ])('loses %j, which is not for clients to set', (key) => {
    expect(filterMetadata([{ key, value: 'forged' }])).toEqual(legal([]));
  });

  it.each(['', 'X-Shop', 'x shop', 'x:shop', 'x\r\nshop', 'x\u0000', 'schlüssel', 'x'.repeat(129), 'Host', 'x=y'])(
    'is refused with the key %j',
    (key) => {
      expect(filterMetadata([{ key, value: 'a' }])).toMatchObject({ kind: 'illegal' });
    },
  );

  it.each(['a\r\nb', 'a\nb', '\u0000', '\u007f', 'ä', '\t'])('is refused with the value %j', (value) => {
    expect(filterMetadata([{ key: 'x-note', value }])).toMatchObject({ kind: 'illegal' });
  });

  it('is refused with text under -bin, and with bytes elsewhere', () => {
    expect(filterMetadata([{ key: 'x-bin', value: 'text' }])).toMatchObject({ kind: 'illegal' });
    expect(filterMetadata([{ key: 'x-text', value: Uint8Array.of(1) }])).toMatchObject({ kind: 'illegal' });
  });

  it('is refused above 8 KiB of keys and values, reserved ones counted', () => {
    const value = 'a'.repeat(8 * KiB - 1);
    expect(filterMetadata([{ key: 'x', value }])).toMatchObject({ kind: 'legal' });
    expect(filterMetadata([{ key: 'xy', value }])).toMatchObject({ kind: 'illegal' });
    expect(filterMetadata([{ key: 'te', value }])).toMatchObject({ kind: 'illegal' });
  });

  it('is refused with a message that escapes what a terminal acts on', () => {
    const filtered = filterMetadata([{ key: 'x\u009b31m\u202e\n', value: '' }]);
    expect(filtered).toEqual({ kind: 'illegal', message: 'the key "x\\u{9b}31m\\u{202e}\\u{a}" is not legal' });
  });

  it('is refused with a message that is short and has nothing to act on, whatever the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (key) => {
        const filtered = filterMetadata([{ key, value: '\n' }]);
        const message = filtered.kind === 'illegal' ? filtered.message : '';
        expect(message).not.toMatch(/\p{Cc}/u);
        expect(message.length).toBeLessThan(600);
      }),
    );
  });

  it('holds nothing after the filter that could be read as another header', () => {
    const entry = fc.record({ key: fc.string({ unit: 'binary' }), value: fc.string({ unit: 'binary' }) });
    fc.assert(
      fc.property(fc.array(entry), (metadata) => {
        const filtered = filterMetadata(metadata);
        const kept = filtered.kind === 'legal' ? filtered.metadata : [];
        for (const { key, value } of kept) expect(`${key}=${value}`).toMatch(/^[0-9a-z_.-]+=[\x20-\x7e]*$/);
      }),
    );
  });
});
