import { describe, expect, it } from 'vitest';
import {
  decodePointer,
  encodePointer,
  packRecord,
  parseRecordText,
  recordText,
  unpackRecord,
} from '../../../../src/registry/consul-store/pointer.ts';
import { recordOf } from '../../../support/consul-records.ts';

const HASH = 'ab'.repeat(32);

describe('a pointer', () => {
  it('holds a record, and gives it back', async () => {
    const record = recordOf('things', [HASH, 'cd'.repeat(32)]);
    const pointer = { kind: 'inline', packed: await packRecord(recordText(record)) } as const;
    expect(decodePointer(encodePointer(pointer))).toEqual(pointer);
    expect(await unpackRecord(pointer.packed)).toEqual({ kind: 'record', record });
  });

  it('holds where the chunks of a record are, and gives that back', () => {
    const manifest = { bytes: 9, packedBytes: 7, chunks: 1, upload: `18c-${'0'.repeat(16)}` };
    const pointer = { kind: 'chunked', chunked: { hash: HASH, version: 3, manifest } } as const;
    expect(decodePointer(encodePointer(pointer))).toEqual(pointer);
  });

  it('of 200 revisions that share 50 methods takes less than 16 KB', async () => {
    const methods = Array.from({ length: 50 }, (_, index) => {
      return { name: `GetThingOfKind${index}`, kind: 'unary', idempotency: 'unknown' } as const;
    });
    const hashes = Array.from({ length: 200 }, (_, index) => Buffer.alloc(32, `${index}#`).toString('hex'));
    const record = recordOf('things', hashes);
    const revisions = record.revisions.map((revision) => ({ ...revision, services: [{ name: 't.Things', methods }] }));
    expect((await packRecord(recordText({ ...record, revisions }))).length).toBeLessThan(16_000);
  });

  it.each([
    ['no JSON', 'x'],
    ['JSON of something else', '[]'],
    ['a service that is not there', '{"name":"a","version":1,"active":1,"services":[],"revisions":[{"services":[0]}]}'],
  ])('whose record is %s is damaged', (_, text) => {
    expect(parseRecordText(Buffer.from(text)).kind).toBe('damaged');
  });

  it('of which the bytes are none is told, and not thrown', async () => {
    for (const bytes of ['', 'x', '{}', 'null']) expect(decodePointer(Buffer.from(bytes))).toBeNull();
    expect((await unpackRecord(Buffer.from([0x1f, 0x8b, 1]))).kind).toBe('damaged');
  });
});
