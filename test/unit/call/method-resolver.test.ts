import { describe, expect, it } from 'vitest';
import { MethodResolver } from '../../../src/call/index.ts';
import { MethodTable } from '../../../src/registry/index.ts';
import { echoRecord } from '../../support/call-world.ts';
import { ECHO_SERVICE } from '../../support/echo-messages.ts';

const MISS_BYTES = 20_000;

function resolver() {
  const tables = { methods: new MethodTable([echoRecord(['10.0.0.1:1'])]) };
  const made = new MethodResolver(tables, MISS_BYTES);
  const miss = (service: string, method: string) =>
    made.resolve(service, method) === undefined ? made.explainMiss(service, method) : null;
  return { tables, resolver: made, miss };
}

describe('the method resolver', () => {
  it('finds a registered method', () => {
    const { resolver: made } = resolver();
    expect(made.resolve(ECHO_SERVICE, 'Unary')).toMatchObject({
      path: `/${ECHO_SERVICE}/Unary`,
      backend: 'echo',
    });
  });

  it('tells a service that is not there from a method that its service has not', () => {
    const { miss } = resolver();
    expect(miss('no.such.Service', 'Get')?.reason).toBe('UNKNOWN_SERVICE');
    expect(miss(ECHO_SERVICE, 'Get')?.reason).toBe('UNKNOWN_METHOD');
  });

  it.each(['', '.', 'a..b', '.a', 'a.', 'a/b', 'a b', 'a\nb', 'a\u0000', '1a', 'ä', 'x'.repeat(513)])(
    'says that %j is no name of a service or method',
    (name) => {
      const { miss } = resolver();
      expect(miss(name, 'Get')?.reason).toBe('BAD_NAME');
      expect(miss(ECHO_SERVICE, name)?.reason).toBe('BAD_NAME');
    },
  );

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])('takes %s for any other name', (name) => {
    const { miss } = resolver();
    expect(miss(name, name)?.reason).toBe('UNKNOWN_SERVICE');
    expect(miss(ECHO_SERVICE, name)?.reason).toBe('UNKNOWN_METHOD');
  });

  it('remembers what is missing, and forgets it when the table is swapped', () => {
    const { tables, resolver: made, miss } = resolver();
    const first = miss('late.v1.Service', 'Unary');
    expect(miss('late.v1.Service', 'Unary')).toBe(first);
    tables.methods = new MethodTable([echoRecord(['10.0.0.1:1'], 'late', 'late.v1.Service')]);
    expect(miss('late.v1.Service', 'Unary')).toBeNull();
    expect(miss(ECHO_SERVICE, 'Unary')?.reason).toBe('UNKNOWN_SERVICE');
    expect(made.missBytes).toBeLessThan(1000);
  });

  it('takes no more memory for what is missing than it may, however much is asked for', () => {
    const { resolver: made, miss } = resolver();
    for (let index = 0; index < 1000; index++) miss(`no.such.Service${'x'.repeat(400)}${index}`, 'Get');
    expect(made.missBytes).toBeLessThanOrEqual(MISS_BYTES);
    expect(made.missBytes).toBeGreaterThan(MISS_BYTES / 2);
  });

  it('says what is wrong with a name in a message without a control character', () => {
    const { miss } = resolver();
    expect(miss('a\u001b[31m\u009b\n', 'Get')?.message).not.toMatch(/\p{Cc}/u);
  });
});
