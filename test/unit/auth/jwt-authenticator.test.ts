import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  JwtAuthenticator,
  type JwtKeys,
  type JwtOptions,
  keysAtUrl,
  keysInFile,
  keysOfSecret,
  mintToken,
  type TokenClaims,
} from '../../../src/auth/index.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const SECRET = 'a secret of more than thirty-two bytes';
const CLAIMS: TokenClaims = { user: 'ada', lifetimeMs: 60_000, issuer: null, audience: null };

function authenticator(keys: JwtKeys, options: Partial<JwtOptions> = {}) {
  const clock = new FakeClock();
  clock.setUnixMs(Date.now());
  const refused: string[] = [];
  const made = new JwtAuthenticator(
    keys,
    { issuer: null, audience: null, clockToleranceMs: 5000, ...options },
    clock,
    (why) => refused.push(why),
  );
  return { clock, refused, authenticate: async (token: string) => made.authenticate(token) };
}

const signed = (claims: Record<string, unknown>, secret = SECRET) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
const later = () => Math.floor(Date.now() / 1000) + 60;

describe('a token that is signed with the shared secret', () => {
  it('names the user, and says when it ends', async () => {
    const { authenticate } = authenticator(keysOfSecret(SECRET));
    const verdict = await authenticate(await mintToken(SECRET, CLAIMS));
    expect(verdict).toMatchObject({ kind: 'known', identity: { user: 'ada' } });
    const expiresAt = verdict.kind === 'known' ? (verdict.identity.expiresAtUnixMs ?? 0) : 0;
    expect(Math.abs(expiresAt - Date.now() - 60_000)).toBeLessThan(5000);
  });

  it('is checked once, and is good no longer than it says and the tolerance', async () => {
    const { authenticate, clock, refused } = authenticator(keysOfSecret(SECRET));
    const token = await mintToken(SECRET, CLAIMS);
    await authenticate(token);
    clock.advance(62_000);
    expect((await authenticate(token)).kind).toBe('known');
    clock.advance(10_000);
    expect([(await authenticate(token)).kind, (await authenticate(token)).kind]).toEqual(['invalid', 'invalid']);
    expect(refused).toHaveLength(2);
  });

  it.each([
    ['nothing', () => ''],
    ['no token', () => 'ada'],
    ['dots', () => '..'],
    ['a megabyte', () => 'x'.repeat(1024 * 1024)],
    ['another secret', () => mintToken(`${SECRET}!`, CLAIMS)],
    ['no user', () => signed({ exp: later() })],
    ['an empty user', () => signed({ sub: '', exp: later() })],
    ['a user of 257 characters', () => signed({ sub: 'x'.repeat(257), exp: later() })],
    ['no end', () => signed({ sub: 'ada' })],
    ['an end that is no number', () => signed({ sub: 'ada', exp: 'never' })],
    ['a beginning that is not yet', () => signed({ sub: 'ada', exp: later(), nbf: later() })],
    ['no signature', async () => `${(await signed({ sub: 'ada', exp: later() })).split('.').slice(0, 2).join('.')}.`],
    [
      'alg none',
      () =>
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(`{"sub":"ada","exp":${later()}}`).toString('base64url')}.`,
    ],
  ])('is refused with %s, and the operator learns why', async (_, make) => {
    const { authenticate, refused } = authenticator(keysOfSecret(SECRET));
    expect(await authenticate(await make())).toEqual({ kind: 'invalid' });
    expect(refused).toHaveLength(1);
    expect(refused[0]?.length).toBeLessThan(200);
  });

  it('is held to the issuer and the audience, where those are asked for', async () => {
    const { authenticate } = authenticator(keysOfSecret(SECRET), { issuer: 'login', audience: 'shop' });
    const kind = async (claims: Partial<TokenClaims>) =>
      (await authenticate(await mintToken(SECRET, { ...CLAIMS, ...claims }))).kind;
    expect(await kind({ issuer: 'login', audience: 'shop' })).toBe('known');
    expect(await kind({ issuer: 'other', audience: 'shop' })).toBe('invalid');
    expect(await kind({ issuer: 'login' })).toBe('invalid');
  });

  it('wants a secret that is one', () => {
    expect(() => keysOfSecret('short')).toThrow('5 bytes');
  });
});

describe('a token that is signed with a key of a set', () => {
  let first: Awaited<ReturnType<typeof generateKeyPair>>;
  let second: Awaited<ReturnType<typeof generateKeyPair>>;
  let server: Server;
  let asked = 0;
  let answer: { status: number; body: string } = { status: 200, body: '' };
  let url: URL;

  const sign = (pair: typeof first, kid: string) =>
    new SignJWT({ sub: 'ada', exp: later() }).setProtectedHeader({ alg: 'ES256', kid }).sign(pair.privateKey);
  const publicKey = async (pair: typeof first, kid: string): Promise<JWK> => ({
    ...(await exportJWK(pair.publicKey)),
    kid,
    alg: 'ES256',
  });

  beforeAll(async () => {
    first = await generateKeyPair('ES256', { extractable: true });
    second = await generateKeyPair('ES256', { extractable: true });
    server = createServer((_, response) => {
      asked++;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    url = new URL(`http://127.0.0.1:${port}/jwks.json`);
  });

  afterAll(() => {
    server.close();
  });

  it('is good where the set at the URL has its key, which is fetched once', async () => {
    answer = { status: 200, body: JSON.stringify({ keys: [await publicKey(first, 'one')] }) };
    const { authenticate } = authenticator(keysAtUrl(url));
    expect((await authenticate(await sign(first, 'one'))).kind).toBe('known');
    expect((await authenticate(await sign(first, 'one'))).kind).toBe('known');
    expect((await authenticate(await sign(second, 'two'))).kind).toBe('invalid');
    expect(asked).toBe(1);
  });

  it('cannot be judged while the set cannot be had: the client is not told that it is bad', async () => {
    answer = { status: 503, body: 'busy' };
    const { authenticate } = authenticator(keysAtUrl(url));
    expect(await authenticate(await sign(first, 'one'))).toEqual({ kind: 'unavailable' });
    const nowhere = authenticator(keysAtUrl(new URL('http://127.0.0.1:1/jwks.json')));
    expect(await nowhere.authenticate(await sign(first, 'one'))).toEqual({ kind: 'unavailable' });
  });

  it('is good where the file has its key, which is read again for a key that is new', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'trunkline-jwks-')), 'jwks.json');
    writeFileSync(path, JSON.stringify({ keys: [await publicKey(first, 'one')] }));
    let nowMs = 0;
    const { authenticate } = authenticator(await keysInFile(path, () => nowMs));
    expect((await authenticate(await sign(first, 'one'))).kind).toBe('known');
    const keys = [await publicKey(first, 'one'), await publicKey(second, 'two')];
    writeFileSync(path, JSON.stringify({ keys }));
    expect((await authenticate(await sign(second, 'two'))).kind).toBe('invalid');
    nowMs = 31_000;
    expect((await authenticate(await sign(second, 'two'))).kind).toBe('known');
  });

  it('is refused where it uses a public key as a shared secret', async () => {
    answer = { status: 200, body: JSON.stringify({ keys: [await publicKey(first, 'one')] }) };
    const { authenticate } = authenticator(keysAtUrl(url));
    const forged = await new SignJWT({ sub: 'ada', exp: later() })
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .sign(new TextEncoder().encode(JSON.stringify(await publicKey(first, 'one'))));
    expect(await authenticate(forged)).toEqual({ kind: 'invalid' });
  });
});
