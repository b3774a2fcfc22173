import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Engine } from '../../src/backend/index.ts';
import { systemClock, TimingWheel } from '../../src/clock/index.ts';
import type { Metadata } from '../../src/status/index.ts';
import { CallLog } from '../support/call-log.ts';
import {
  decodeCounts,
  decodeEchoResponse,
  ECHO_SERVICE,
  type EchoRequest,
  encodeEchoRequest,
  NO_COUNTS,
} from '../support/echo-messages.ts';
import { JavaBackend } from '../support/java-backend.ts';
import { NodeEchoBackend } from '../support/node-echo-backend.ts';
import { PythonBackend } from '../support/python-backend.ts';
import { waitFor } from '../support/wait-for.ts';

const CONTRACT_MAX_MESSAGE_BYTES = 4 * 1024 * 1024 + 1024;

interface EchoBackend {
  readonly address: string;
  stop(): Promise<void>;
}

/** What the engine of a contract test is made of. */
export interface EngineParts {
  readonly wheel: TimingWheel;
  readonly maxMessageBytes: number;
  readonly connectTimeoutMs: number;
  readonly endpointFailed: (endpoint: string, why: string) => void;
}

export type MakeEngine = (parts: EngineParts) => Engine;

const BACKENDS: readonly (readonly [name: string, start: (port?: number) => Promise<EchoBackend>])[] = [
  ['grpc-js', (port) => NodeEchoBackend.start(port)],
  ['the C core', (port) => PythonBackend.startEcho(port)],
  ['the Java stack', (port) => JavaBackend.startEcho(port)],
];

/** What every engine must do, against every kind of backend. */
export function engineContract(engineName: string, makeEngine: MakeEngine): void {
  describe.each(BACKENDS)(`the ${engineName} engine and a backend on %s`, (_, startBackend) => {
    let backend: EchoBackend;
    let channel: Channel;
    let wheel: TimingWheel;
    let log: CallLog;
    let failures: string[];

    beforeAll(async () => {
      backend = await startBackend();
    });
    afterAll(() => backend.stop());
    beforeEach(() => {
      log = new CallLog();
      failures = [];
      wheel = new TimingWheel(systemClock);
      channel = open(backend.address);
    });
    afterEach(() => {
      channel.close();
      expect(log.violations).toEqual([]);
    });

    const open = (address: string, connectTimeoutMs = 3000): Channel => {
      const engine = makeEngine({
        wheel,
        maxMessageBytes: CONTRACT_MAX_MESSAGE_BYTES,
        connectTimeoutMs,
        endpointFailed: (endpoint) => failures.push(endpoint),
      });
      return engine.open({ host: '127.0.0.1', port: Number(address.split(':')[1]) });
    };

    const start = (method: string, metadata: Metadata = [], timeoutMs = 10_000, to: CallLog = log) =>
      channel.start(
        { path: `/${ECHO_SERVICE}/${method}`, metadata, deadlineAtMs: systemClock.nowMs() + timeoutMs },
        to,
      );

    const unary = async (request: EchoRequest, metadata: Metadata = [], timeoutMs?: number) => {
      const call = start('Unary', metadata, timeoutMs);
      call.send(encodeEchoRequest(request));
      call.halfClose();
      call.request(1);
      return log.end();
    };

    const echoed = () => log.messages.map((message) => decodeEchoResponse(message));

    const counts = async () => {
      const to = new CallLog();
      const call = start('Counts', [], 5000, to);
      call.send(NO_COUNTS);
      call.halfClose();
      call.request(1);
      await to.end();
      return decodeCounts(to.messages[0] ?? new Uint8Array(0));
    };

    describe('unary', () => {
      it('carries a message there and back, and ends with OK', async () => {
        const end = await unary({ body: Buffer.from('hello') });
        expect(end).toMatchObject({ code: 0, failure: null });
        expect(Buffer.from(echoed()[0]?.body ?? []).toString()).toBe('hello');
      });

      it.each([0, 1, 16 * 1024, 70_000, 4 * 1024 * 1024])('carries a body of %i bytes unharmed', async (size) => {
        const body = randomBytes(size);
        expect((await unary({ body })).code).toBe(0);
        expect(Buffer.compare(echoed()[0]?.body ?? new Uint8Array(0), body)).toBe(0);
      });

      it('refuses an answer above the cap with RESOURCE_EXHAUSTED, and says that it may have run', async () => {
        const end = await unary({ size: CONTRACT_MAX_MESSAGE_BYTES + 1 });
        expect(end).toMatchObject({
          code: 8,
          failure: { reason: 'RESPONSE_TOO_LARGE', origin: 'GATEWAY', sent: 'MAYBE' },
        });
        expect(log.messages).toEqual([]);
      });

      it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])(
        'passes status %i on as it is',
        async (status) => {
          const end = await unary({ status, statusMessage: 'wört\n%41 „done“', trailers: { why: 'because' } });
          expect(end).toMatchObject({ code: status, message: 'wört\n%41 „done“' });
          expect(end.failure).toMatchObject({ reason: 'BACKEND_STATUS', origin: 'BACKEND', sent: 'MAYBE' });
          expect(end.trailers).toContainEqual({ key: 'why', value: 'because' });
        },
      );

      it('takes the details out of the trailers', async () => {
        const details = Uint8Array.of(8, 5, 18, 1, 120);
        const end = await unary({ status: 5, details });
        expect(Buffer.from(end.details)).toEqual(Buffer.from(details));
        expect(end.trailers.map(({ key }) => key)).not.toContain('grpc-status-details-bin');
      });

      it('carries metadata both ways, text and binary', async () => {
        const metadata = [
          { key: 'x-text', value: 'a, b;c' },
          { key: 'x-raw-bin', value: Uint8Array.of(0, 1, 254, 255) },
          { key: 'authorization', value: 'Bearer abc' },
        ];
        await unary(
          { metadata: { 'x-first': '1', 'x-first-bin': '00ff' }, trailers: { 'x-last': '2', 'x-last-bin': '0102' } },
          metadata,
        );
        expect(echoed()[0]?.received).toMatchObject({
          'x-text': 'a, b;c',
          'x-raw-bin': '0001feff',
          authorization: 'Bearer abc',
        });
        expect(log.headers[0]).toContainEqual({ key: 'x-first', value: '1' });
        expect(log.headers[0]).toContainEqual({ key: 'x-first-bin', value: Buffer.from([0, 255]) });
        expect(log.ends[0]?.trailers).toContainEqual({ key: 'x-last', value: '2' });
        expect(log.ends[0]?.trailers).toContainEqual({ key: 'x-last-bin', value: Buffer.from([1, 2]) });
      });

      it('tells the backend what is left of the deadline', async () => {
        await unary({ body: Buffer.from('x') }, [], 5000);
        const left = echoed()[0]?.deadlineMs ?? 0;
        expect(left).toBeGreaterThan(3000);
        expect(left).toBeLessThanOrEqual(5000);
      });

      it('runs many calls at once', async () => {
        const logs = Array.from({ length: 200 }, () => new CallLog());
        logs.forEach((each, index) => {
          const call = start('Unary', [], 10_000, each);
          call.send(encodeEchoRequest({ body: Buffer.from(String(index)) }));
          call.halfClose();
          call.request(1);
        });
        for (const each of logs) expect((await each.end()).code).toBe(0);
        const bodies = logs.map(({ messages: [message = new Uint8Array(0)] }) =>
          Buffer.from(decodeEchoResponse(message).body).toString(),
        );
        expect(bodies).toEqual(logs.map((_each, index) => String(index)));
      });

      it('tells the backend of a cancel, and says nothing more of the call', async () => {
        const before = await counts();
        const call = start('Unary');
        call.send(encodeEchoRequest({ delayMs: 1500 }));
        call.halfClose();
        call.request(1);
        await waitFor('the call to begin', async () => (await counts()).begun > before.begun);
        call.cancel();
        await waitFor('the backend to see the cancel', async () => (await counts()).cancelled > before.cancelled);
        expect(log.ends).toEqual([]);
      });

      it('ends an unknown method with UNIMPLEMENTED, as the backend says', async () => {
        const call = start('Nothing');
        call.send(new Uint8Array(0));
        call.halfClose();
        call.request(1);
        expect(await log.end()).toMatchObject({ code: 12, failure: { origin: 'BACKEND' } });
      });
    });

    describe('server streaming', () => {
      const stream = (request: EchoRequest, credit: number) => {
        const call = start('ServerStream');
        call.send(encodeEchoRequest(request));
        call.halfClose();
        call.request(credit);
        return call;
      };

      it('delivers every message in order, and then the end', async () => {
        stream({ count: 100, body: Buffer.from('x') }, 1000);
        expect((await log.end()).code).toBe(0);
        expect(echoed().map(({ index }) => index)).toEqual(Array.from({ length: 100 }, (_each, index) => index));
      });

      it('delivers no more than its credit, and goes on when it gets more', async () => {
        const call = stream({ count: 10, body: Buffer.from('x') }, 3);
        await log.message(3);
        await counts();
        expect(log.messages).toHaveLength(3);
        call.request(7);
        expect((await log.end()).code).toBe(0);
        expect(log.messages).toHaveLength(10);
      });

      it('delivers one message more at most once it is held, and goes on where it left off', async () => {
        const call = stream({ count: 2000, size: 1000 }, 2000);
        await log.message(1);
        call.hold();
        const held = log.messages.length;
        for (let round = 0; round < 5; round++) await counts();
        expect(log.messages.length).toBeLessThanOrEqual(held + 1);
        call.request(2000 - log.messages.length);
        expect((await log.end()).code).toBe(0);
        expect(echoed().map(({ index }) => index)).toEqual(Array.from({ length: 2000 }, (_each, index) => index));
      });

      it('holds the backend back while there is no credit, whatever it has to send', async () => {
        const call = stream({ count: 2000, size: 64 * 1024 }, 1);
        await log.message(1);
        const before = process.memoryUsage().rss;
        for (let round = 0; round < 20; round++) await counts();
        expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 * 1024);
        expect(log.messages).toHaveLength(1);
        call.cancel();
      });

      it('delivers what came before a failure, and then the failure', async () => {
        stream({ count: 5, status: 9, statusMessage: 'stop' }, 100);
        expect(await log.end()).toMatchObject({ code: 9, message: 'stop' });
        expect(log.messages).toHaveLength(5);
      });

      it('ends an empty stream with its trailers', async () => {
        stream({ count: 0, trailers: { last: 'word' } }, 10);
        const end = await log.end();
        expect(end.code).toBe(0);
        expect(end.trailers).toContainEqual({ key: 'last', value: 'word' });
        expect(log.messages).toEqual([]);
      });
    });

    describe('client streaming', () => {
      it('sends every message, and gets one answer', async () => {
        const call = start('ClientStream');
        call.request(1);
        for (let index = 0; index < 50; index++) call.send(encodeEchoRequest({ body: Buffer.from(String(index)) }));
        call.halfClose();
        expect((await log.end()).code).toBe(0);
        expect(echoed()[0]).toMatchObject({ count: 50 });
        expect(Buffer.from(echoed()[0]?.body ?? []).toString()).toBe('49');
      });

      it('sends none', async () => {
        const call = start('ClientStream');
        call.request(1);
        call.halfClose();
        expect((await log.end()).code).toBe(0);
        expect(echoed()[0]).toMatchObject({ count: 0 });
      });
    });

    describe('bidirectional', () => {
      it('answers each message before the next is sent', async () => {
        const call = start('BidiStream');
        call.request(100);
        for (let index = 0; index < 5; index++) {
          call.send(encodeEchoRequest({ body: Buffer.from(String(index)) }));
          await log.message(index + 1);
        }
        call.halfClose();
        expect((await log.end()).code).toBe(0);
        expect(echoed().map(({ body }) => Buffer.from(body).toString())).toEqual(['0', '1', '2', '3', '4']);
      });

      it('ends at the deadline, whoever keeps it', async () => {
        start('BidiStream', [], 300).request(1);
        expect(await log.end()).toMatchObject({ code: 4, failure: { sent: 'MAYBE' } });
      });
    });

    describe('connections', () => {
      it('fails a call with NEVER, soon, where nothing listens', async () => {
        const gone = await startBackend();
        await gone.stop();
        const dead = open(gone.address);
        const startedAt = performance.now();
        dead.start({ path: `/${ECHO_SERVICE}/Unary`, metadata: [], deadlineAtMs: systemClock.nowMs() + 10_000 }, log);
        const end = await log.end();
        expect(end).toMatchObject({ code: 14, failure: { reason: 'CONNECT_FAILED', sent: 'NEVER' } });
        expect(performance.now() - startedAt).toBeLessThan(1000);
        expect(end.message).not.toContain('127.0.0.1');
        expect(failures).toContain(gone.address);
        dead.close();
      });

      it('fails a call with NEVER where nobody greets in time, and tells the address to operators alone', async () => {
        const silent = net.createServer((socket) => socket.resume());
        silent.listen(0, '127.0.0.1');
        await once(silent, 'listening');
        const address = `127.0.0.1:${Object.entries(silent.address() ?? {}).find(([key]) => key === 'port')?.[1]}`;
        const stuck = open(address, 200);
        stuck.start({ path: `/${ECHO_SERVICE}/Unary`, metadata: [], deadlineAtMs: systemClock.nowMs() + 10_000 }, log);
        const end = await log.end();
        expect(end).toMatchObject({ code: 14, failure: { reason: 'CONNECT_TIMEOUT', sent: 'NEVER' } });
        expect(end.message).not.toContain('127.0.0.1');
        expect(failures).toContain(address);
        stuck.close();
        silent.close();
      });

      it('connects again to a backend that came back', async () => {
        const first = await startBackend();
        const port = Number(first.address.split(':')[1]);
        const reopened = open(first.address);
        const attempt = async (timeoutMs = 2000) => {
          const to = new CallLog();
          const call = reopened.start(
            { path: `/${ECHO_SERVICE}/Unary`, metadata: [], deadlineAtMs: systemClock.nowMs() + timeoutMs },
            to,
          );
          call.send(encodeEchoRequest({}));
          call.halfClose();
          call.request(1);
          return (await to.end()).code;
        };
        // As long as anywhere: the first call of a virtual machine that has just started is slow.
        expect(await attempt(10_000)).toBe(0);
        await first.stop();
        await waitFor('a failure', async () => (await attempt()) === 14);
        const second = await startBackend(port);
        await waitFor('a success', async () => (await attempt()) === 0);
        reopened.close();
        await second.stop();
      });

      it('lets calls finish on a channel that was closed, and takes no new ones', async () => {
        const call = start('Unary');
        call.send(encodeEchoRequest({ delayMs: 300 }));
        call.halfClose();
        call.request(1);
        await counts();
        channel.close();
        expect((await log.end()).code).toBe(0);
        const late = new CallLog();
        start('Unary', [], 1000, late);
        expect((await late.end()).failure?.sent).toBe('NEVER');
      });

      it('leaves no timer behind', async () => {
        await unary({});
        await waitFor('no armed timers', () => wheel.size === 0);
      });
    });
  });
}
