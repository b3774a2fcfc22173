import { randomBytes } from 'node:crypto';
import { createSecureContext, createServer, type Server } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock/index.ts';
import type { DialTarget } from '../../../src/http2/index.ts';
import { message, settingsFrame } from '../../support/http2-frames.ts';
import { NativeChannel } from '../../support/native-channel.ts';
import {
  type Answering,
  answerOverTls,
  listeningPort,
  TLS_IDENTITY,
  TlsBackend,
  TRUSTING,
} from '../../support/tls-backend.ts';

const MIB = 2 ** 20;
const TRUSTED = { secureContext: TRUSTING, serverName: '' };

const channelTo = (port: number, target: Partial<DialTarget> = {}) =>
  new NativeChannel(port, {}, systemClock, { tls: TRUSTED, ...target });

/** Each answer whole, compared at once: a megabyte is too much for a matcher. */
const areEqual = (got: readonly Uint8Array[], expected: readonly Uint8Array[]) =>
  got.length === expected.length && got.every((one, index) => Buffer.from(one).equals(expected[index] ?? one));

/** What a caller hears of a backend that cannot be connected, whatever the reason. */
const REFUSED = {
  code: 14,
  message: 'the backend could not be connected',
  failure: { reason: 'CONNECT_FAILED', sent: 'NEVER' },
};

describe('a channel over TLS', () => {
  let backend: TlsBackend;
  let native: NativeChannel;
  async function open(answering?: Answering, target: Partial<DialTarget> = {}): Promise<void> {
    backend = await TlsBackend.start(answering);
    native = channelTo(backend.port, target);
  }
  afterEach(async () => {
    native.channel.close();
    await backend.stop();
    expect(native.faults).toEqual([]);
  });

  it('carries calls side by side', async () => {
    await open();
    const payloads = Array.from({ length: 100 }, (_, index) => Buffer.from(`call ${index}`));
    const calls = payloads.map((payload) => native.unary(payload));
    for (const [index, { log }] of calls.entries()) {
      expect((await log.end()).code).toBe(0);
      expect(log.messages).toEqual([Uint8Array.from(payloads[index] ?? [])]);
    }
    expect(backend.askedNames).toHaveLength(1);
    expect(native.failures).toEqual([]);
  });

  it('carries a mebibyte there and back, and others beside it', async () => {
    await open();
    const payloads = [MIB, 7, MIB, 70_000].map((bytes) => randomBytes(bytes));
    const calls = payloads.map((payload) => native.unary(payload));
    for (const [index, { log }] of calls.entries()) {
      expect((await log.end()).code).toBe(0);
      expect(areEqual(log.messages, payloads.slice(index, index + 1))).toBe(true);
    }
  });

  it('carries what is sent turn by turn as it was when it was sent', async () => {
    await open();
    const { call, log } = native.start();
    const payloads = Array.from({ length: 2000 }, (_, index) => Buffer.alloc(200, `${index} `));
    call.request(payloads.length);
    for (const payload of payloads) {
      call.send(payload);
      await new Promise((resolve) => setImmediate(resolve));
    }
    call.halfClose();
    expect((await log.end()).code).toBe(0);
    expect(areEqual(log.messages, payloads)).toBe(true);
  });

  it('delivers a stream in order, and no more of it than there is credit', async () => {
    const payloads = Array.from({ length: 40 }, () => randomBytes(65_536));
    await open((stream) => answerOverTls(stream, Buffer.concat(payloads.map((payload) => message(payload)))));
    const { call, log } = native.start();
    call.halfClose();
    call.request(3);
    await log.message(3);
    const other = native.start();
    other.call.halfClose();
    other.call.request(payloads.length);
    await other.log.end();
    expect(log.messages).toHaveLength(3);
    call.request(payloads.length);
    expect((await log.end()).code).toBe(0);
    for (const { messages } of [log, other.log]) expect(areEqual(messages, payloads)).toBe(true);
  });

  it.each(['destroy', 'resetAndDestroy'] as const)(
    'loses its calls where the backend breaks off (%s), and connects again for the next',
    async (how) => {
      let answering: Answering = () => backend.cut(how);
      await open((stream, request) => answering(stream, request));
      const calls = [native.unary(), native.start()];
      for (const { log } of calls) {
        expect(await log.end()).toMatchObject({ code: 14, failure: { reason: 'CONNECTION_LOST', sent: 'MAYBE' } });
        expect(log.ends[0]?.message).not.toMatch(/127\.0\.0\.1|ECONNRESET|SSL|TLS/);
      }
      expect(native.failures).toEqual([expect.stringContaining(`127.0.0.1:${backend.port}: `)]);
      answering = answerOverTls;
      expect((await native.unary().log.end()).code).toBe(0);
      expect(backend.askedNames).toHaveLength(2);
    },
  );

  it.each<[string, Partial<DialTarget>, string | false]>([
    ['the host', { host: 'localhost' }, 'localhost'],
    ['the name that is configured', { tls: { ...TRUSTED, serverName: 'backend.test' } }, 'backend.test'],
    // RFC 6066 section 3: literal addresses are not permitted.
    ['nothing where the host is an address', {}, false],
  ])('asks for %s by SNI', async (_, target, name) => {
    await open(undefined, target);
    expect((await native.unary().log.end()).code).toBe(0);
    expect(backend.askedNames).toEqual([name]);
  });

  it.each<[string, Partial<DialTarget>, RegExp]>([
    ['nobody whom we trust has signed', { tls: { ...TRUSTED, secureContext: createSecureContext() } }, /self-signed/],
    ['is for another name', { tls: { ...TRUSTED, serverName: 'other.test' } }, /other\.test.*backend\.test/],
  ])('refuses a certificate that %s, and tells operators alone why', async (_, target, why) => {
    await open(undefined, target);
    expect(await native.unary().log.end()).toMatchObject(REFUSED);
    expect(native.failures).toEqual([expect.stringMatching(why)]);
    expect(native.failures[0]).toContain(`127.0.0.1:${backend.port}: `);
  });
});

describe('a server of TLS that does not offer HTTP/2', () => {
  let server: Server;
  let native: NativeChannel;
  async function open(protocols: string[]): Promise<void> {
    // All that is missing for a connection is the protocol's name.
    server = createServer({ ...TLS_IDENTITY, ALPNProtocols: protocols }, (socket) => {
      socket.on('error', () => {});
      socket.resume().write(settingsFrame());
    });
    native = channelTo(await listeningPort(server));
  }
  afterEach(() => {
    native.channel.close();
    server.close();
    expect([native.faults, native.wheel.size, native.slowWheel.size]).toEqual([[], 0, 0]);
  });

  it.each([
    ['knows other protocols alone', ['http/1.1']],
    ['knows no ALPN', []],
  ])('is refused where it %s', async (_, protocols) => {
    await open(protocols);
    expect(await native.unary().log.end()).toMatchObject(REFUSED);
    expect(native.failures).toHaveLength(1);
  });
});
