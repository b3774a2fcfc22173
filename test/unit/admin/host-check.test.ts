import { expect, test } from 'vitest';
import { isAllowedHost } from '../../../src/admin/host-check.ts';
import { isLoopback } from '../../../src/admin/index.ts';

test.each(['127.0.0.1', '127.0.0.1:7402', 'localhost:7402', 'LOCALHOST', '[::1]:7402', '10.1.2.3:80', 'Gw.Example:1'])(
  'a request for %s is answered',
  (host) => {
    expect(isAllowedHost(host, ['gw.example'])).toBe(true);
  },
);

test('a probe in HTTP/1.0, which names no host, is answered: no web page can leave that out', () => {
  expect(isAllowedHost(undefined, ['gw.example'])).toBe(true);
});

test.each([
  '',
  'evil.example',
  'evil.example:7402',
  'localhost.evil.example',
  'gw.example.evil',
  '127.0.0.1.evil.example',
  '[localhost]',
  '127.0.0.1:7402@evil.example',
  '127.0.0.1:',
])('a request for %s, which another site can point here, is not (X7)', (host) => {
  expect(isAllowedHost(host, ['gw.example'])).toBe(false);
});

test.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost', '::ffff:127.0.0.1'])('%s is loopback', (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each(['0.0.0.0', '::', '10.0.0.1', 'example.org', 'localhost.example.org', ''])('%s is not loopback', (host) => {
  expect(isLoopback(host)).toBe(false);
});
