import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt';
import { describe, expect, test } from 'vitest';
import { DescriptorSetError, Transcoder } from '../../../../src/call/json/index.ts';
import { FixtureJson, fixtureDescriptors, JSON_OPTIONS } from '../../../support/json-fixture.ts';

const descriptors = fixtureDescriptors();
const files = () => fromBinary(FileDescriptorSetSchema, descriptors).file;
const setOf = (file: FileDescriptorProto[]) =>
  toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file }));
const open = (file: FileDescriptorProto[]) => new FixtureJson(setOf(file));

describe('the sets that teams upload', () => {
  test('files may be in any order, and stand twice', () => {
    const fixture = open([...files().reverse(), ...files()]);
    expect(fixture.mirror('Known', { any: {} })).toEqual({ any: {} });
  });

  test('fields get their JSON names where the set has none, as that of a server’s reflection', () => {
    const bare = files();
    for (const message of bare.flatMap((file) => file.messageType)) {
      for (const field of message.field) field.jsonName = '';
    }
    expect(open(bare).mirror('Modern', { int32Value: 1, child: { by_string: {} }, renamed: 'a' })).toEqual({
      int32Value: 1,
      child: {},
      renamed: 'a',
    });
  });

  test('the well-known types are there even if the set has none of their files', () => {
    const known = files().filter((file) => !file.name.startsWith('google/protobuf/'));
    expect(open(known).mirror('Known', { duration: '1s', any: { '@type': 'x/google.protobuf.Empty' } })).toEqual({
      duration: '1s',
      any: { '@type': 'type.googleapis.com/google.protobuf.Empty' },
    });
  });

  test('a set’s own version of a well-known file is not used', () => {
    const forged = create(FileDescriptorProtoSchema, {
      name: 'google/protobuf/timestamp.proto',
      package: 'google.protobuf',
      messageType: [
        { name: 'Timestamp', field: [{ name: 'hasOwnProperty', number: 1, type: Type.STRING, label: Label.OPTIONAL }] },
      ],
    });
    const fixture = open([forged, ...files().filter((file) => file.name !== forged.name)]);
    expect(fixture.mirror('Known', { timestamp: '2020-01-01T00:00:00Z' })).toEqual({
      timestamp: '2020-01-01T00:00:00Z',
    });
  });
});

describe('what is refused with a DescriptorSetError', () => {
  const refused = (bytes: Uint8Array) => () => new Transcoder(bytes, JSON_OPTIONS);

  test.each([
    ['bytes that are no set', Buffer.from('not a set')],
    ['a set that is cut off', descriptors.subarray(0, 1000)],
    ['a missing import', setOf(files().filter((file) => file.name !== 'modern.proto'))],
    ['a cycle of imports', setOf([cyclic('a.proto', 'b.proto'), cyclic('b.proto', 'a.proto')])],
    ['a file that imports itself', setOf([cyclic('a.proto', 'a.proto')])],
    ['a well-known type in another file', setOf([elsewhere('Any')])],
  ])('%s', (_, bytes) => {
    expect(refused(bytes)).toThrow(DescriptorSetError);
  });

  test('a chain of 20,000 imports takes no stack', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      create(FileDescriptorProtoSchema, { name: `f${index}`, dependency: index < 19_999 ? [`f${index + 1}`] : [] }),
    );
    expect(refused(setOf(chain))).not.toThrow();
  });
});

test('a set whose types form too long a chain is given up as a whole, and not used half compiled', () => {
  const length = 20_000;
  const chain = create(FileDescriptorProtoSchema, {
    name: 'chain.proto',
    package: 'chain',
    syntax: 'proto3',
    messageType: Array.from({ length }, (_, index) => ({
      name: `M${index}`,
      field:
        index + 1 < length
          ? [{ name: 'next', number: 1, type: Type.MESSAGE, label: Label.OPTIONAL, typeName: `.chain.M${index + 1}` }]
          : [],
    })),
    service: [{ name: 'S', method: [{ name: 'Call', inputType: '.chain.M0', outputType: '.chain.M9' }] }],
  });
  const method = new Transcoder(setOf([chain]), JSON_OPTIONS).findMethod('chain.S', 'Call');
  const results = [0, 1].flatMap(() => [
    method?.requestToBinary(Buffer.from('{"next":{}}')),
    method?.responseToJson(Buffer.from('0a00', 'hex')),
  ]);
  expect(results.map((result) => result?.kind)).toEqual(['unusable', 'unusable', 'unusable', 'unusable']);
});

function cyclic(name: string, imported: string): FileDescriptorProto {
  return create(FileDescriptorProtoSchema, { name, dependency: [imported] });
}

function elsewhere(name: string): FileDescriptorProto {
  return create(FileDescriptorProtoSchema, { name: 'mine.proto', package: 'google.protobuf', messageType: [{ name }] });
}
