import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { describe, expect, test } from 'vitest';
import { FetchedFiles } from '../../../src/cli/fetched-files.ts';

const LIMITS = { maxBytes: 1_000, maxFiles: 3 };

function file(name: string, over: { dependency?: string[]; package?: string; service?: { name: string }[] } = {}) {
  return toBinary(FileDescriptorProtoSchema, create(FileDescriptorProtoSchema, { name, ...over }));
}

describe('files from reflection', () => {
  test('know what they import and still lack', () => {
    const files = new FetchedFiles(LIMITS);
    files.add([file('a.proto', { dependency: ['b.proto', 'c.proto'] }), file('c.proto')]);
    expect(files.missing()).toBe('b.proto');
    files.add([file('b.proto', { dependency: ['a.proto'] })]);
    expect(files.missing()).toBeNull();
  });

  test('know the services that they define by their full names', () => {
    const files = new FetchedFiles(LIMITS);
    files.add([
      file('a.proto', { package: 'x.v1', service: [{ name: 'S' }] }),
      file('b.proto', { service: [{ name: 'T' }] }),
    ]);
    expect(['x.v1.S', 'T', 'S'].map((name) => files.define(name))).toEqual([true, true, false]);
  });

  test('become a descriptor set of the bytes as they were sent, the first of a name counting', () => {
    const files = new FetchedFiles(LIMITS);
    files.add([file('a.proto', { package: 'first' }), file('a.proto', { package: 'second' }), file('b.proto')]);
    const set = fromBinary(FileDescriptorSetSchema, files.asDescriptorSet());
    expect(set.file.map(({ name, package: of }) => [name, of])).toEqual([
      ['a.proto', 'first'],
      ['b.proto', ''],
    ]);
  });

  test('are bounded in number and in bytes (D11)', () => {
    const many = new FetchedFiles(LIMITS);
    many.add([file('1.proto'), file('2.proto'), file('3.proto')]);
    expect(() => many.add([file('4.proto')])).toThrow('more than 3 files');
    const large = new FetchedFiles(LIMITS);
    expect(() => large.add([file('x'.repeat(1_001))])).toThrow('more than 3 files');
  });

  test('that are none are refused', () => {
    const files = new FetchedFiles(LIMITS);
    expect(() => files.add([Uint8Array.of(0x0a, 0x7f, 0x61)])).toThrow('no FileDescriptorProto');
  });
});
