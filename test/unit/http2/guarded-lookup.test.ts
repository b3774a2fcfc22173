import type { LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import { guardedLookup, type MayNotConnect } from '../../../src/http2/guarded-lookup.ts';

const PORT = 7401;

type Found = string | readonly LookupAddress[];

function resolve(mayNotConnect: MayNotConnect, all: boolean, name = 'localhost'): Promise<Found> {
  return new Promise((found, reject) => {
    guardedLookup(PORT, mayNotConnect)(name, { all }, (error, address) => {
      if (error === null) found(address);
      else reject(error);
    });
  });
}

test('an address that may be connected to is found, alone or in a list', async () => {
  const one = await resolve(() => null, false);
  const all = await resolve(() => null, true);
  expect(one).toMatch(/^(127\.|::1$)/);
  expect(all).toContainEqual({ address: one, family: expect.any(Number) });
});

test('each address is asked for, with the port', async () => {
  const asked: [string, number][] = [];
  const all = await resolve((...question) => {
    asked.push(question);
    return null;
  }, true);
  expect(asked).toEqual(typeof all === 'string' ? [] : all.map(({ address }) => [address, PORT]));
});

test.each([true, false])(
  'a name that leads nowhere but where none may connect is an error that says why: all %s',
  async (all) => {
    await expect(resolve(() => 'it is ours', all)).rejects.toThrow(
      /^localhost is .*, which is not called: it is ours$/,
    );
  },
);

test('an answer that changes between two connections is looked at each time', async () => {
  let moved = false;
  const mayNotConnect = () => (moved ? 'it has moved' : null);
  await resolve(mayNotConnect, false);
  moved = true;
  await expect(resolve(mayNotConnect, false)).rejects.toThrow('it has moved');
});

test('a name that does not resolve is the error of the resolver', async () => {
  await expect(resolve(() => null, false, 'no-such-name.invalid')).rejects.toThrow(/no-such-name\.invalid/);
});
