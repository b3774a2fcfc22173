import { expect, test } from 'vitest';
import { parseAddress, parseGatewayUrl } from '../../../src/cli/address.ts';

test.each(['127.0.0.1:7401', 'localhost:1', 'gw.example:65535', '[::1]:7401'])('%s is an address', (text) => {
  expect(parseAddress(text)).toBe(text);
});

test.each([
  '',
  'localhost',
  ':7401',
  'localhost:',
  'localhost:0',
  'localhost:65536',
  'localhost:-1',
  'localhost:1e3',
  '::1:7401',
  'http://localhost:1',
  'a b:1',
  'a@b:1',
  'unix:/tmp/x',
  'localhost:1/path',
  'localhost:1\n',
])('%j is not an address', (text) => {
  expect(parseAddress(text)).toBeNull();
});

test.each([
  ['tcp://127.0.0.1:7400', true],
  ['tcp://[::1]:7400', true],
  ['127.0.0.1:7400', false],
  ['http://127.0.0.1:7400', false],
  ['tcp://127.0.0.1', false],
  ['tcp://127.0.0.1:7400/', false],
])('%s: is it the url of a gateway? %s', (text, is) => {
  expect(parseGatewayUrl(text) !== null).toBe(is);
});
