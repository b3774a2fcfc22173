import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { TimingWheel } from '../../../src/clock/index.ts';
import { Connection, ConnectionCounters } from '../../../src/listen/index.ts';
import { Heartbeat } from '../../../src/session/heartbeat.ts';
import { CallFrameReader, FrameMemory } from '../../../src/wire/index.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { MemoryTransport } from '../../support/memory-transport.ts';

const HEARTBEAT_MS = 30_000;

function harness() {
  const clock = new FakeClock();
  const wheel = new TimingWheel(clock);
  const transport = new MemoryTransport();
  const connection = new Connection(transport, {
    limits: {
      frameTimeoutMs: 10_000,
      frameProgressBytes: 1000,
      pauseAboveBytes: 2 ** 30,
      maxBufferedBytes: 2 ** 30,
      lingerMs: 2000,
    },
    clock,
    wheel,
    atTurnEnd: (task) => task(),
    decoder: new CallFrameReader(),
    memory: new FrameMemory((byteCount) => new Uint8Array(byteCount)),
    counters: new ConnectionCounters(),
    log: pino({ level: 'silent' }),
  });
  let closedAfterMs: number | null = null;
  const startedAtMs = clock.nowMs();
  connection.owner = {
    frameArrived: () => {},
    inputEnded: () => {},
    drained: () => {},
    connectionClosed: () => {
      closedAfterMs = clock.nowMs() - startedAtMs;
      heartbeat.stop();
    },
  };
  const heartbeat = new Heartbeat(connection, wheel, HEARTBEAT_MS, { pingSent: () => {}, pingAnswered: () => {} });
  heartbeat.start();
  return { clock, wheel, transport, connection, heartbeat, closedAfterMs: () => closedAfterMs };
}

/** Moves the clock on by `beats` heartbeats in small steps, with `each` run before each step. */
function live(clock: FakeClock, beats: number, each: () => void): void {
  for (let step = 0; step < beats * 10; step++) {
    each();
    clock.advance(HEARTBEAT_MS / 10);
  }
}

describe('a heartbeat', () => {
  it('ends a silent connection with 4401 between two and three heartbeats', () => {
    const { clock, transport, closedAfterMs } = harness();
    clock.advance(10 * HEARTBEAT_MS);
    expect(transport.frames.at(-1)).toMatchObject({ kind: 'goAway', body: { code: 4401 } });
    expect(closedAfterMs()).toBeGreaterThan(2 * HEARTBEAT_MS);
    expect(closedAfterMs()).toBeLessThan(3 * HEARTBEAT_MS + 100);
  });

  it('keeps a connection that answers its Pings, for ever', () => {
    const { clock, transport, heartbeat, closedAfterMs } = harness();
    live(clock, 20, () => {
      const last = transport.frames.at(-1);
      if (last !== undefined) heartbeat.pongArrived(last.seq);
    });
    expect(closedAfterMs()).toBeNull();
    expect(transport.kinds().filter((kind) => kind === 'ping').length).toBeGreaterThanOrEqual(19);
  });

  it('ends a connection that sends but never answers a Ping: only one of its directions works', () => {
    const { clock, connection, closedAfterMs } = harness();
    live(clock, 5, () => connection.received(Uint8Array.of(2, 0x22, 0)));
    expect(closedAfterMs()).toBeGreaterThan(2 * HEARTBEAT_MS);
    expect(closedAfterMs()).toBeLessThan(3 * HEARTBEAT_MS + 100);
  });

  it('keeps a peer that drains a long output slowly, and sends it no more Pings than one', () => {
    const { clock, transport, closedAfterMs } = harness();
    transport.bufferedBytes = 1_000_000;
    live(clock, 20, () => {
      transport.bufferedBytes -= 100;
    });
    expect(closedAfterMs()).toBeNull();
    expect(transport.kinds()).toEqual(['ping']);
  });

  it('ends a peer whose output is stuck', () => {
    const { clock, transport, closedAfterMs } = harness();
    transport.bufferedBytes = 1_000_000;
    clock.advance(10 * HEARTBEAT_MS);
    expect(closedAfterMs()).toBeLessThan(3 * HEARTBEAT_MS + 100);
  });

  it('waits for a Pong behind megabytes of output by a heartbeat more for each, and for no more than eight', () => {
    for (const [megabytes, beats] of [
      [0.9, 2],
      [3, 5],
      [12, 10],
    ] as const) {
      const { clock, connection, closedAfterMs } = harness();
      connection.send({
        kind: 'message',
        seq: 1,
        body: { payload: new Uint8Array(megabytes * 1024 * 1024), metadata: [] },
      });
      clock.advance(20 * HEARTBEAT_MS);
      expect(closedAfterMs()).toBeGreaterThan(beats * HEARTBEAT_MS);
      expect(closedAfterMs()).toBeLessThan((beats + 1) * HEARTBEAT_MS + 100);
    }
  });

  it('gives nothing for output that a Pong has proved to have arrived', () => {
    const { clock, transport, connection, heartbeat, closedAfterMs } = harness();
    connection.send({ kind: 'message', seq: 1, body: { payload: new Uint8Array(5 * 1024 * 1024), metadata: [] } });
    clock.advance(HEARTBEAT_MS);
    heartbeat.pongArrived(transport.frames.at(-1)?.seq ?? 0);
    clock.advance(10 * HEARTBEAT_MS);
    expect(closedAfterMs()).toBeLessThan(4 * HEARTBEAT_MS + 100);
  });

  it('keeps a peer that is not read from: it cannot be heard', () => {
    const { clock, connection, closedAfterMs } = harness();
    connection.held = true;
    clock.advance(10 * HEARTBEAT_MS);
    expect(closedAfterMs()).toBeNull();
    connection.held = false;
    clock.advance(4 * HEARTBEAT_MS);
    expect(closedAfterMs()).not.toBeNull();
  });

  it('asks ahead of its time what would prove much, once until there is an answer', () => {
    const { clock, transport, heartbeat, closedAfterMs } = harness();
    heartbeat.prove();
    heartbeat.prove();
    expect(transport.kinds()).toEqual(['ping']);
    expect(heartbeat.pongArrived(1)).toBe(true);
    expect(heartbeat.pongArrived(1)).toBe(false);
    heartbeat.prove();
    expect(transport.kinds()).toEqual(['ping', 'ping']);
    clock.advance(1.9 * HEARTBEAT_MS);
    expect(closedAfterMs()).toBeNull();
    clock.advance(0.2 * HEARTBEAT_MS);
    expect(closedAfterMs()).not.toBeNull();
    heartbeat.prove();
    expect(transport.kinds().slice(2)).toEqual(['ping', 'goAway']);
  });

  it('asks nothing before it is started, nor once it is stopped', () => {
    const { transport, heartbeat } = harness();
    heartbeat.stop();
    heartbeat.prove();
    expect(transport.frames).toEqual([]);
  });

  it('asks behind output that is stuck, too, where that is to be proved to have arrived', () => {
    const { clock, transport, heartbeat, closedAfterMs } = harness();
    heartbeat.prove();
    transport.bufferedBytes = 1000;
    clock.advance(1.1 * HEARTBEAT_MS);
    heartbeat.ask();
    expect(transport.kinds()).toEqual(['ping', 'ping']);
    expect(closedAfterMs()).toBeNull();
  });

  it('proves nothing more of what is behind a Ping than was asked, until the last of several is answered', () => {
    const { transport, heartbeat } = harness();
    heartbeat.ask();
    heartbeat.ask();
    heartbeat.pongArrived(1);
    heartbeat.prove();
    expect(transport.kinds()).toEqual(['ping', 'ping']);
    heartbeat.pongArrived(2);
    heartbeat.prove();
    expect(transport.kinds()).toEqual(['ping', 'ping', 'ping']);
  });

  it('looks at output that has come to be stuck for a heartbeat, however long it waited before', () => {
    const { clock, transport, connection, closedAfterMs } = harness();
    connection.send({ kind: 'message', seq: 1, body: { payload: new Uint8Array(9 * 1024 * 1024), metadata: [] } });
    clock.advance(6.5 * HEARTBEAT_MS);
    transport.bufferedBytes = 1000;
    clock.advance(HEARTBEAT_MS);
    expect(closedAfterMs()).toBeNull();
    clock.advance(3 * HEARTBEAT_MS);
    expect(closedAfterMs()).not.toBeNull();
  });

  it('takes the answers of two Pings that were on their way at once', () => {
    const { clock, heartbeat } = harness();
    clock.advance(2.1 * HEARTBEAT_MS);
    expect([heartbeat.pongArrived(1), heartbeat.pongArrived(2), heartbeat.pongArrived(2)]).toEqual([true, true, false]);
  });

  it('takes no Pong that answers nothing', () => {
    const { clock, heartbeat, closedAfterMs } = harness();
    live(clock, 5, () => {
      heartbeat.pongArrived(0);
      heartbeat.pongArrived(999);
    });
    expect(closedAfterMs()).not.toBeNull();
  });

  it('asks nothing of a peer that has ended its side, but writes now and then to learn whether it is still there', () => {
    const { clock, transport, heartbeat, closedAfterMs } = harness();
    heartbeat.inputEnded();
    expect(transport.frames).toEqual([{ kind: 'pong', seq: 0 }]);
    clock.advance(1000);
    expect(transport.kinds()).toEqual(['pong', 'pong']);
    clock.advance(5 * HEARTBEAT_MS + 2000);
    expect(transport.kinds()).toEqual(Array(12).fill('pong'));
    expect(closedAfterMs()).toBeNull();
  });

  it('adds nothing to output that is stuck on its way to a peer that has ended its side', () => {
    const { clock, transport, heartbeat } = harness();
    transport.bufferedBytes = 1;
    heartbeat.inputEnded();
    clock.advance(5 * HEARTBEAT_MS);
    expect(transport.frames).toEqual([]);
  });

  it('leaves no timer behind when it is stopped', () => {
    const { heartbeat, wheel } = harness();
    heartbeat.stop();
    expect(wheel.size).toBe(0);
  });
});
