import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../../src/client/request-metadata.ts';

describe('the metadata of a call', () => {
  it('may be a record; its keys become lower case', () => {
    const bytes = new Uint8Array([0, 255]);
    expect(readMetadata({ 'X-Tenant': 'blue', 'trace-bin': bytes })).toEqual([
      { key: 'x-tenant', value: 'blue' },
      { key: 'trace-bin', value: bytes },
    ]);
  });

  it('may be entries, in order, with a key more than once', () => {
    const entries = [
      { key: 'b', value: '1' },
      { key: 'a', value: '2' },
      { key: 'b', value: '3' },
    ];
    expect(readMetadata(entries)).toEqual(entries);
  });

  it('may be nothing', () => {
    expect(readMetadata(undefined)).toEqual([]);
    expect(readMetadata({})).toEqual([]);
  });

  it.each([
    ['an empty key', { '': 'x' }],
    ['a key with a blank', { 'a b': 'x' }],
    ['a pseudo-header', { ':path': '/x' }],
    ['a key with a line break', { 'a\n': 'x' }],
    ['a value with a line break', { a: 'x\r\ny: z' }],
    ['a value that is not ASCII', { a: 'é' }],
    ['a string under a -bin key', { 'a-bin': 'x' }],
    ['bytes under a text key', { a: new Uint8Array(1) }],
  ])('is refused for %s', (_, init) => {
    expect(readMetadata(init)).toBeTypeOf('string');
  });
});
