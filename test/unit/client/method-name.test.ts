import { describe, expect, it } from 'vitest';
import { parseMethodName } from '../../../src/client/method-name.ts';

describe('a method name', () => {
  it('is a service and a method with one slash between', () => {
    expect(parseMethodName('shop.v1.OrderService/GetOrder')).toEqual({
      service: 'shop.v1.OrderService',
      method: 'GetOrder',
    });
  });

  it('may begin with a slash, as a gRPC path does', () => {
    expect(parseMethodName('/shop.v1.OrderService/GetOrder')).toEqual({
      service: 'shop.v1.OrderService',
      method: 'GetOrder',
    });
  });

  it.each(['', '/', '//', 'GetOrder', '/GetOrder', 'shop.v1.OrderService/', '//GetOrder', 'a/b/c', '/a/b/c', 'a//b'])(
    'is not %j',
    (name) => {
      expect(parseMethodName(name)).toBeNull();
    },
  );
});
