import { createFileRegistry, fromBinary, type JsonValue } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BufConvert } from '../../../support/buf.ts';
import { messageJson } from '../../../support/json-arbitrary.ts';
import { bytesOf, FixtureJson, fixtureDescriptors, JSON_FIXTURE, parse } from '../../../support/json-fixture.ts';

const BATCH = 'fixture.json.Batch';
const MESSAGES_PER_BATCH = 120;
const BATCHES = 4;

describe('JSON, held against buf convert', () => {
  const descriptors = fixtureDescriptors();
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptors));
  const extensions = [...registry].filter((type) => type.kind === 'extension');
  const fixture = new FixtureJson(descriptors);
  let buf: BufConvert;

  beforeAll(() => {
    buf = new BufConvert(JSON_FIXTURE);
  });

  afterAll(() => {
    buf.close();
  });

  const batch = (field: string, type: string) => {
    const desc = registry.getMessage(type);
    if (desc === undefined) throw new Error(`the fixture has no ${type}`);
    const messages = fc.array(messageJson(desc, extensions, 2), {
      minLength: MESSAGES_PER_BATCH,
      maxLength: MESSAGES_PER_BATCH,
    });
    return messages.map((items) => ({ [field]: items }));
  };

  test.each([
    ['modern', 'fixture.json.Modern'],
    ['known', 'fixture.json.Known'],
    ['legacy', 'fixture.json.Legacy'],
    ['edition', 'fixture.json.Edition'],
  ])('the same %s messages are read from JSON, and written as the same JSON', (field, type) => {
    const property = fc.property(batch(field, type), (value) => {
      const json = JSON.stringify(value);
      const ours = bytesOf(fixture.read('Batch', json));
      const theirs = buf.toBinary(BATCH, json);
      const canonical: JsonValue = JSON.parse(buf.toJson(BATCH, theirs));
      expect(JSON.parse(buf.toJson(BATCH, ours))).toEqual(canonical);
      expect(withFloatsOf(canonical, parse(fixture.method('Batch').responseToJson(theirs)))).toEqual(canonical);
    });
    // Shrinking would run buf for minutes; the seed is printed and finds it again.
    fc.assert(property, { numRuns: BATCHES, endOnFailure: true });
  });
});

/**
 * buf writes a float in the fewest digits that read back as that float, and we in those of the double that it is: what
 * buf has is taken for ours where both read back as the same float.
 */
function withFloatsOf(theirs: unknown, ours: unknown): unknown {
  if (typeof ours === 'number') return typeof theirs === 'number' && Math.fround(theirs) === ours ? theirs : ours;
  if (Array.isArray(ours))
    return ours.map((item, index) => withFloatsOf(Array.isArray(theirs) ? theirs[index] : null, item));
  if (typeof ours !== 'object' || ours === null) return ours;
  const entries = new Map(Object.entries(theirs ?? {}));
  return Object.fromEntries(Object.entries(ours).map(([key, value]) => [key, withFloatsOf(entries.get(key), value)]));
}
