import { create, toBinary } from '@bufbuild/protobuf';
import { type Any, AnySchema, anyPack, DurationSchema } from '@bufbuild/protobuf/wkt';
import { describe, expect, test } from 'vitest';
import { bytesOf, FixtureJson, fixtureDescriptors } from '../../../support/json-fixture.ts';

const fixture = new FixtureJson(fixtureDescriptors());

describe('methods', () => {
  test('a method is prepared once', () => {
    expect(fixture.method('Order')).toBe(fixture.method('Order'));
  });

  test.each([
    ['fixture.json.Mirror', 'Gone'],
    ['fixture.json.Gone', 'ReflectOrder'],
    ['fixture.json.Order', 'ReflectOrder'],
    ['fixture.json.Mirror', '__proto__'],
    ['__proto__', 'constructor'],
    ['', ''],
  ])('%s/%s is not found', (service, method) => {
    expect(fixture.transcoder.findMethod(service, method)).toBeUndefined();
  });
});

describe('the details of a status', () => {
  const duration = anyPack(DurationSchema, create(DurationSchema, { seconds: 3n }));
  const order = any(
    'type.googleapis.com/fixture.json.Order',
    bytesOf(fixture.read('Order', { id: 'o', customer: '7' })),
  );
  const unknown = any('type.googleapis.com/google.rpc.ErrorInfo', new Uint8Array(0));

  test('every detail is resolved, from the set or from the well-known types', () => {
    expect(JSON.parse(fixture.transcoder.statusDetailsToJson(status(3, 'bad', [order, duration])))).toEqual({
      code: 3,
      message: 'bad',
      details: [
        { '@type': 'type.googleapis.com/fixture.json.Order', id: 'o', customer: '7' },
        { '@type': 'type.googleapis.com/google.protobuf.Duration', value: '3s' },
      ],
    });
  });

  test('one detail of a type that is not known leaves all of it to the bytes', () => {
    expect(fixture.transcoder.statusDetailsToJson(status(3, 'bad', [order, unknown]))).toBe('');
  });

  test.each(['08', '1a', '1a020a05', 'ff'])('malformed details %s give nothing', (hex) => {
    expect(fixture.transcoder.statusDetailsToJson(Buffer.from(hex, 'hex'))).toBe('');
  });

  test('a status without details is an object with its code', () => {
    expect(fixture.transcoder.statusDetailsToJson(Buffer.from('0805', 'hex'))).toBe('{"code":5}');
  });
});

function any(typeUrl: string, value: Uint8Array): Any {
  return create(AnySchema, { typeUrl, value });
}

/** A google.rpc.Status by hand: no one of ours made its bytes. */
function status(code: number, message: string, details: readonly Any[]): Uint8Array {
  const parts = details.map((detail) => toBinary(AnySchema, detail));
  return Buffer.concat([
    Uint8Array.from([0x08, code, 0x12, message.length]),
    Buffer.from(message),
    ...parts.map((part) => Buffer.concat([Uint8Array.from([0x1a, part.length]), part])),
  ]);
}
