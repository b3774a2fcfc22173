import { afterEach, describe, expect, test } from 'vitest';
import { FixtureJson, fixtureDescriptors } from '../../../support/json-fixture.ts';

const fixture = new FixtureJson(fixtureDescriptors());
const INHERITED = Object.getOwnPropertyNames(Object.prototype);
const STATICS = Object.entries(Object.getOwnPropertyDescriptors(Object)).map(([name, { value }]) => [name, value]);
const { call, apply, bind } = Function.prototype;

afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(INHERITED);
  expect(Object.entries(Object.getOwnPropertyDescriptors(Object)).map(([name, { value }]) => [name, value])).toEqual(
    STATICS,
  );
  expect([Object.prototype.hasOwnProperty.call, Object.prototype.toString.apply]).toEqual([call, apply]);
  expect(Object.prototype.valueOf.bind).toBe(bind);
});

describe('names that every object inherits', () => {
  test.each([
    { Proto: 'a' },
    { constructor: 'b' },
    { hasOwnProperty: { call: 'x', keys: 'y' } },
    { isPrototypeOf: { call: 'x' } },
    { toString: { call: 'x' } },
    { valueOf: { call: 'x' } },
    { toLocaleString: { hasOwnProperty: { call: 'x' } } },
    { propertyIsEnumerable: { call: 'x' } },
    { toJson: { call: 'x' } },
    { alone: 'in the oneof foo_bar', fooBar: 'beside it' },
    JSON.parse('{"__proto__":"b"}'),
    JSON.parse('{"map":{"__proto__":"v","constructor":"w","hasOwnProperty":"z"}}'),
  ])('%j goes in and comes out', (json) => {
    expect(fixture.mirror('Names', json)).toStrictEqual(json);
  });

  test('a proto name is taken for its field, whatever it is', () => {
    expect(fixture.mirror('Names', '{"value_of":{"property_is_enumerable":{}}}')).toEqual({
      valueOf: { propertyIsEnumerable: {} },
    });
  });

  test('a response cannot write to what all objects share', () => {
    // Names.hasOwnProperty.call, and the extensions constructor and __proto__ of Bare, each with a field `keys`.
    expect(fixture.print('Names', '1a034a0161')).toMatchObject({ kind: 'done' });
    expect(fixture.print('Bare', 'a20603120161')).toMatchObject({ kind: 'done' });
    expect(fixture.print('Bare', 'aa0603120161')).toMatchObject({ kind: 'done' });
  });

  test.each([
    '{"[constructor]":{"keys":"a"}}',
    '{"[__proto__]":{"keys":"a","call":"b"}}',
    '{"[hasOwnProperty]":"text"}',
  ])('an extension may be called so: %s', (json) => {
    expect(fixture.mirror('Bare', json)).toStrictEqual(JSON.parse(json));
  });

  test('free-form values keep such keys', () => {
    const json = JSON.parse('{"struct":{"__proto__":{"a":1},"constructor":null},"value":{"__proto__":[1]}}');
    expect(fixture.mirror('Known', json)).toStrictEqual(json);
  });

  test('a key that is no field is unknown, whatever it is', () => {
    expect(fixture.refusal('Order', '{"__proto__":{"id":"x"}}')).toMatch(/^__proto__: .* is unknown$/);
    expect(fixture.refusal('Order', '{"toString":1}')).toMatch(/^toString: .* is unknown$/);
  });
});
