import { describe, expect, test } from 'vitest';
import { DescriptorSetError, Transcoder, TranscoderCache } from '../../../../src/call/json/index.ts';
import { fixtureDescriptors, JSON_OPTIONS } from '../../../support/json-fixture.ts';

const descriptors = fixtureDescriptors();
const ROOM_FOR_ALL = 1024 * 1024 * 1024;

/** A source that counts, and that fails where it has nothing. */
class CountingSource {
  readonly sets = new Map<string, Uint8Array>();
  readonly asked: string[] = [];

  readonly get = async (hash: string): Promise<Uint8Array> => {
    this.asked.push(hash);
    const set = this.sets.get(hash);
    if (set === undefined) throw new Error(`there is no ${hash}`);
    return set;
  };
}

function cacheOf(maxCacheBytes: number, ...hashes: string[]): { cache: TranscoderCache; source: CountingSource } {
  const source = new CountingSource();
  for (const hash of hashes) source.sets.set(hash, descriptors);
  return { cache: new TranscoderCache({ ...JSON_OPTIONS, maxCacheBytes }, source.get), source };
}

describe('the cache of transcoders', () => {
  test('a set is read when it is first needed, and is at hand from then on', async () => {
    const { cache, source } = cacheOf(ROOM_FOR_ALL, 'a');
    expect(cache.peek('a')).toBeUndefined();
    expect(source.asked).toEqual([]);
    const transcoder = await cache.load('a');
    expect(transcoder).toBeInstanceOf(Transcoder);
    expect(cache.peek('a')).toBe(transcoder);
    expect(await cache.load('a')).toBe(transcoder);
    expect(source.asked).toEqual(['a']);
  });

  test('calls that wait for the same set wait for one reading', async () => {
    const { cache, source } = cacheOf(ROOM_FOR_ALL, 'a');
    const [first, ...others] = await Promise.all([cache.load('a'), cache.load('a'), cache.load('a')]);
    expect(others).toEqual([first, first]);
    expect(source.asked).toEqual(['a']);
  });

  test('the set that was used least lately makes room', async () => {
    const { cache } = cacheOf(descriptors.length * 48 * 2 + 300_000, 'a', 'b', 'c');
    await cache.load('a');
    await cache.load('b');
    cache.peek('a');
    await cache.load('c');
    expect(['a', 'b', 'c'].map((hash) => cache.peek(hash) !== undefined)).toEqual([true, false, true]);
  });

  test('a set that is larger than the whole cache is kept alone', async () => {
    const { cache, source } = cacheOf(1000, 'a', 'b');
    await cache.load('a');
    await cache.load('b');
    await cache.load('b');
    expect(cache.peek('a')).toBeUndefined();
    expect(source.asked).toEqual(['a', 'b']);
  });

  test('a set that cannot be compiled is remembered, and read once', async () => {
    const { cache, source } = cacheOf(ROOM_FOR_ALL);
    source.sets.set('broken', Buffer.from('not a set'));
    await expect(cache.load('broken')).rejects.toThrow(DescriptorSetError);
    await expect(cache.load('broken')).rejects.toThrow(DescriptorSetError);
    expect(cache.peek('broken')).toBeUndefined();
    expect(source.asked).toEqual(['broken']);
  });

  test('a source that failed is asked again', async () => {
    const { cache, source } = cacheOf(ROOM_FOR_ALL);
    await expect(cache.load('late')).rejects.toThrow('there is no late');
    source.sets.set('late', descriptors);
    expect(await cache.load('late')).toBeInstanceOf(Transcoder);
    expect(source.asked).toEqual(['late', 'late']);
  });
});
