import { afterAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/registry/admission/limits.ts';
import { admit, WorkerAdmission } from '../../src/registry/index.ts';
import { type FileInit, field, file, message, nestedMessages, setOf } from '../support/descriptor-sets.ts';
import { refusal } from '../support/refusal.ts';

const worker = new WorkerAdmission({ deadlineMs: 20_000, heapMiB: 128, maxWaiting: 4 });
afterAll(() => worker.close());

const limitExceeded = { kind: 'refused', findings: [{ rule: 'LIMIT_EXCEEDED' }] };

/** A message in a message in a message…, written from the inside: no library builds this. */
function deepWire(depth: number): Uint8Array {
  const prefixes: Buffer[] = [];
  let length = 0;
  for (let level = 0; level < depth; level++) {
    const prefix = Buffer.from([level === depth - 1 ? 0x22 : 0x1a, ...varint(length)]);
    prefixes.push(prefix);
    length += prefix.length;
  }
  const fileBytes = Buffer.concat(prefixes.reverse());
  return Buffer.concat([Buffer.from([0x0a, ...varint(fileBytes.length)]), fileBytes]);
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}

function chain(files: number): FileInit[] {
  return Array.from({ length: files }, (_, index) => {
    return file(`f${index}.proto`, { package: '', dependency: index + 1 < files ? [`f${index + 1}.proto`] : [] });
  });
}

describe('D5', () => {
  it('97 nested messages pass', async () => {
    const bytes = setOf(file('a.proto', { messageType: [nestedMessages(97)] }));
    expect(await worker.admit(bytes)).toMatchObject({ kind: 'admitted' });
  });

  it('98 nested messages are LIMIT_EXCEEDED', async () => {
    const { cause, findings } = await refusal(setOf(file('a.proto', { messageType: [nestedMessages(98)] })));
    expect(cause).toBe('upload');
    expect(findings).toMatchObject([{ rule: 'LIMIT_EXCEEDED' }]);
  });

  it('100,000 nested messages are LIMIT_EXCEEDED, after a look at 98 of them', async () => {
    const bytes = deepWire(100_000);
    expect(await worker.admit(bytes)).toMatchObject(limitExceeded);
    expect(cpuMs(() => admit(bytes))).toBeLessThan(1000);
  });

  it(`a chain of ${LIMITS.files} imports passes, and one of 20,000 is LIMIT_EXCEEDED`, async () => {
    expect(await worker.admit(setOf(...chain(LIMITS.files)))).toMatchObject({ kind: 'admitted' });
    const bytes = setOf(...chain(20_000));
    expect(await worker.admit(bytes)).toMatchObject(limitExceeded);
    expect(cpuMs(() => admit(bytes))).toBeLessThan(1000);
  });

  it('as many fields as are allowed pass in 2 s and 128 MiB, and 1,000,000 are LIMIT_EXCEEDED', async () => {
    const fields = (count: number) => Array.from({ length: count }, (_, index) => field(`f${index}`, index + 20_000));
    const most = setOf(file('a.proto', { messageType: [message('M', fields(LIMITS.elements - 1))] }));
    expect(await worker.admit(most)).toMatchObject({ kind: 'admitted' });
    expect(cpuMs(() => admit(most))).toBeLessThan(2000);
    const one = Buffer.from(setOf(file('a.proto', { messageType: [message('M', fields(1))] })));
    // The descriptor of one field, a million times over.
    const fieldBytes = one.subarray(one.indexOf(Buffer.from('f0')) - 4);
    const many = wrap(0x22, Buffer.alloc(fieldBytes.length * 1_000_000, fieldBytes));
    const bytes = wrap(0x0a, many);
    expect(bytes.length).toBeGreaterThan(LIMITS.setBytes);
    expect(admit(bytes)).toMatchObject(limitExceeded);
    expect(cpuMs(() => admit(bytes))).toBeLessThan(1000);
  });

  it('a set of 64 MiB is LIMIT_EXCEEDED by its size alone', () => {
    const bytes = new Uint8Array(64 * 1024 * 1024);
    expect(cpuMs(() => expect(admit(bytes)).toMatchObject(limitExceeded))).toBeLessThan(100);
  });
});

function wrap(tag: number, body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([tag, ...varint(body.length)]), body]);
}

/**
 * CPU of the process, in milliseconds: the least of three runs. Collectors, compilers and the neighbours on a shared core
 * only ever add to it.
 */
function cpuMs(run: () => void): number {
  const once = () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  return Math.min(once(), once(), once());
}
