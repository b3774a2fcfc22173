import { afterEach, describe, expect, it } from 'vitest';
import { frame, settingsFrame } from '../../support/http2-frames.ts';
import { NativeChannel } from '../../support/native-channel.ts';
import { answer, ScriptedHttp2Peer } from '../../support/scripted-http2-peer.ts';
import { waitFor } from '../../support/wait-for.ts';

/** MAX_CONCURRENT_STREAMS of 0: connected, but not for calls. */
const NO_STREAMS = settingsFrame([3, 0]);
const GOAWAY = frame(7, 0, 0, Buffer.alloc(8));

let peer: ScriptedHttp2Peer;
let native: NativeChannel;

async function open(greeting: Uint8Array | null): Promise<void> {
  peer = await ScriptedHttp2Peer.start(greeting);
  native = new NativeChannel(peer.port, { minRedialMs: 200, maxRedialMs: 400 });
}

afterEach(async () => {
  native.channel.close();
  await peer.stop();
  expect(native.faults).toEqual([]);
});

describe('a channel', () => {
  it('connects once for the calls of a turn, and again only when that connection is gone', async () => {
    await open(settingsFrame());
    const calls = [native.unary(), native.unary()];
    const first = await peer.connection();
    first.send(answer(await first.call(0)), answer(await first.call(1)));
    for (const { log } of calls) expect((await log.end()).code).toBe(0);
    expect(peer.connections).toHaveLength(1);
    first.socket.destroy();
    await waitFor('the operator to hear of it', () => native.failures.length === 1);
    const later = native.unary();
    const second = await peer.connection(1);
    second.send(answer(await second.call()));
    expect((await later.log.end()).code).toBe(0);
  });

  it.each([
    ['hangs up', null],
    ['says GOAWAY and hangs up', GOAWAY],
  ])('fails what waits, and pauses, where its peer takes no call and %s', async (_, last) => {
    await open(NO_STREAMS);
    const { log } = native.unary();
    const first = await peer.connection();
    await first.settle();
    if (last !== null) first.send(last);
    first.socket.end();
    expect(await log.end()).toMatchObject({ code: 14, failure: { reason: 'CONNECT_FAILED', sent: 'NEVER' } });
    const second = native.unary();
    expect(await second.log.end()).toMatchObject({ failure: { reason: 'CONNECT_FAILED', sent: 'NEVER' } });
    expect(peer.connections).toHaveLength(1);
  });

  it('tells operators where it could not connect, and its callers only that it could not', async () => {
    await open(null);
    const { log } = native.unary();
    const { socket } = await peer.connection();
    socket.destroy();
    const { message } = await log.end();
    expect(message).toBe('the backend could not be connected');
    expect(native.failures).toEqual([expect.stringContaining(`127.0.0.1:${peer.port}: `)]);
  });

  it('refuses what waits when it is closed, and what comes after', async () => {
    await open(null);
    const waiting = native.unary();
    await peer.connection();
    native.channel.close();
    expect(await waiting.log.end()).toMatchObject({ failure: { reason: 'CONNECT_FAILED', sent: 'NEVER' } });
    expect(await native.unary().log.end()).toMatchObject({ failure: { reason: 'CONNECT_FAILED', sent: 'NEVER' } });
    expect([native.wheel.size, native.slowWheel.size, native.failures]).toEqual([0, 0, []]);
  });

  it('lets a call that waits be cancelled, and says nothing more of it', async () => {
    await open(NO_STREAMS);
    const { call, log } = native.unary();
    await (await peer.connection()).settle();
    expect(native.channel.waitingCalls).toBe(1);
    call.cancel();
    expect([native.channel.waitingCalls, native.wheel.size]).toEqual([0, 0]);
    expect(log.ends).toEqual([]);
  });

  it('ends a call that waits at its deadline, with NEVER', async () => {
    await open(NO_STREAMS);
    const { log } = native.unary(Buffer.from('x'), [], 100);
    expect(await log.end()).toMatchObject({ code: 4, failure: { reason: 'DEADLINE_EXCEEDED', sent: 'NEVER' } });
    expect(native.channel.waitingCalls).toBe(0);
  });
});
