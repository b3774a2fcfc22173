import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { TimingWheel } from '../../../src/clock/index.ts';
import { Connection, ConnectionCounters, type ConnectionLimits, OutputLog } from '../../../src/listen/index.ts';
import {
  CallFrameReader,
  type CloseCode,
  encodeFrame,
  type Frame,
  FrameMemory,
  WireError,
} from '../../../src/wire/index.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { MemoryTransport } from '../../support/memory-transport.ts';

const LIMITS: ConnectionLimits = {
  frameTimeoutMs: 10_000,
  frameProgressBytes: 1000,
  pauseAboveBytes: 1000,
  maxBufferedBytes: 10_000,
  lingerMs: 2000,
};

function harness() {
  const clock = new FakeClock();
  const wheel = new TimingWheel(clock);
  const transport = new MemoryTransport();
  const counters = new ConnectionCounters();
  const tasks: (() => void)[] = [];
  const connection = new Connection(transport, {
    limits: LIMITS,
    clock,
    wheel,
    atTurnEnd: (task) => tasks.push(task),
    decoder: new CallFrameReader(),
    memory: new FrameMemory((byteCount) => new Uint8Array(byteCount)),
    counters,
    log: pino({ level: 'silent' }),
  });
  const frames: Frame[] = [];
  const closed: (CloseCode | null)[] = [];
  let onFrame = (_frame: Frame): void => {};
  let inputEnded = 0;
  connection.owner = {
    frameArrived: (frame) => {
      frames.push(frame);
      onFrame(frame);
    },
    inputEnded: () => inputEnded++,
    drained: () => {},
    connectionClosed: (code) => closed.push(code),
  };
  const endTurn = () => {
    for (const task of tasks.splice(0)) task();
  };
  return {
    clock,
    wheel,
    transport,
    counters,
    connection,
    frames,
    closed,
    endTurn,
    inputEnded: () => inputEnded,
    whenFrame: (run: (frame: Frame) => void) => {
      onFrame = run;
    },
  };
}

const ping = (seq: number) => encodeFrame({ kind: 'ping', seq });

describe('a connection', () => {
  it('hands frames to its owner, and to the next one from then on', () => {
    const { connection, frames } = harness();
    connection.received(ping(1));
    const later: number[] = [];
    connection.owner = {
      frameArrived: (frame) => later.push(frame.seq),
      inputEnded: () => {},
      drained: () => {},
      connectionClosed: () => {},
    };
    connection.received(ping(2));
    expect(frames.map(({ seq }) => seq)).toEqual([1]);
    expect(later).toEqual([2]);
  });

  it('says why, lets its output drain and ends, and hands out nothing after that', () => {
    const { connection, transport, frames, closed, counters } = harness();
    connection.close(4505, 'moved');
    expect(transport.frames).toEqual([
      { kind: 'goAway', seq: 0, body: { code: 4505, reason: 'moved', reconnect: false, retryAfterMs: 0 } },
    ]);
    expect([transport.ended, transport.destroyed, closed]).toEqual([true, false, [4505]]);
    connection.received(ping(1));
    connection.close(4405, 'again');
    expect(frames).toEqual([]);
    expect(counters.closedByCode).toEqual(new Map([[4505, 1]]));
  });

  it('cuts a closed connection whose output does not drain', () => {
    const { connection, transport, clock, wheel } = harness();
    connection.close(4405, 'fault');
    clock.advance(LIMITS.lingerMs - 100);
    expect(transport.destroyed).toBe(false);
    clock.advance(200);
    expect(transport.destroyed).toBe(true);
    connection.transportClosed();
    expect(wheel.size).toBe(0);
  });

  it('turns a WireError of its owner into its close code', () => {
    const { connection, transport, whenFrame, counters } = harness();
    whenFrame(() => {
      throw new WireError(4504, 'rate', 'slow down');
    });
    connection.received(ping(1));
    expect(transport.frames[0]).toMatchObject({ kind: 'goAway', body: { code: 4504, reason: 'slow down' } });
    expect(counters.framesRefused).toEqual(new Map([['rate', 1]]));
  });

  it('turns a fault of ours into 4405, and says nothing of the cause', () => {
    const { connection, transport, whenFrame } = harness();
    whenFrame(() => {
      throw new Error('secret');
    });
    connection.received(ping(1));
    expect(transport.frames[0]).toMatchObject({ kind: 'goAway', body: { code: 4405, reconnect: true } });
    expect(JSON.stringify(transport.frames)).not.toContain('secret');
  });

  it('hands out no frame of a chunk after the one that closed it', () => {
    const { connection, frames, whenFrame } = harness();
    whenFrame(() => connection.close(4505, 'kicked'));
    connection.received(Buffer.concat([ping(1), ping(2)]));
    expect(frames.map(({ seq }) => seq)).toEqual([1]);
  });

  it('closes with 4401 at the frame deadline, however much life a byte now and then may feign', () => {
    const { connection, transport, clock } = harness();
    const frame = encodeFrame({ kind: 'message', seq: 1, body: { metadata: [], payload: new Uint8Array(5000) } });
    connection.received(frame.subarray(0, 3));
    clock.advance(9000);
    connection.received(frame.subarray(3, 4));
    expect(transport.frames).toEqual([]);
    clock.advance(1100);
    expect(transport.frames[0]).toMatchObject({ kind: 'goAway', body: { code: 4401 } });
  });

  it('gives a large frame as long again for as long as it makes progress', () => {
    const { connection, transport, clock, frames } = harness();
    const frame = encodeFrame({ kind: 'message', seq: 1, body: { metadata: [], payload: new Uint8Array(5000) } });
    for (let at = 0; at < frame.length; at += 1500) {
      connection.received(frame.subarray(at, at + 1500));
      clock.advance(9000);
    }
    expect(transport.frames).toEqual([]);
    expect(frames).toHaveLength(1);
  });

  it('does not close a connection that is idle between frames', () => {
    const { connection, transport, clock } = harness();
    const frame = ping(1);
    connection.received(frame.subarray(0, 1));
    connection.received(frame.subarray(1));
    clock.advance(60_000);
    expect(transport.frames).toEqual([]);
  });

  it('reads no more from a peer that does not read, and goes on when it does', () => {
    const { connection, transport, endTurn } = harness();
    transport.bufferedBytes = LIMITS.pauseAboveBytes + 1;
    connection.send({ kind: 'pong', seq: 1 });
    endTurn();
    expect(transport.paused).toBe(true);
    transport.bufferedBytes = 0;
    connection.drained();
    expect(transport.paused).toBe(false);
  });

  it('reads again from a peer that reads once half of what it may have waiting is gone, not with the first byte', () => {
    const { connection, transport, endTurn } = harness();
    transport.bufferedBytes = LIMITS.pauseAboveBytes + 1;
    connection.send({ kind: 'pong', seq: 1 });
    endTurn();
    transport.bufferedBytes = LIMITS.pauseAboveBytes / 2 + 1;
    connection.outputMoved();
    expect(transport.paused).toBe(true);
    transport.bufferedBytes = LIMITS.pauseAboveBytes / 2;
    connection.outputMoved();
    expect(transport.paused).toBe(false);
  });

  it('reads no more while it is held, whatever of its output drains, and asks for no progress of a frame meanwhile', () => {
    const { connection, transport, clock, endTurn } = harness();
    connection.received(ping(1).subarray(0, 1));
    transport.bufferedBytes = LIMITS.pauseAboveBytes + 1;
    connection.send({ kind: 'pong', seq: 1 });
    endTurn();
    connection.held = true;
    transport.bufferedBytes = 0;
    connection.drained();
    expect(transport.paused).toBe(true);
    clock.advance(5 * LIMITS.frameTimeoutMs);
    expect(transport.kinds()).toEqual(['pong']);
    connection.held = false;
    expect(transport.paused).toBe(false);
    clock.advance(3 * LIMITS.frameTimeoutMs);
    expect(transport.frames.at(-1)).toMatchObject({ kind: 'goAway', body: { code: 4401 } });
  });

  it('reads on once it is closed, though it was held', () => {
    const { connection, transport } = harness();
    connection.held = true;
    connection.close(4505, 'moved');
    expect(transport.paused).toBe(false);
    connection.held = true;
    expect(transport.paused).toBe(false);
  });

  it('closes with 4402 when what waits for its peer has reached its bound', () => {
    const { connection, transport, endTurn, closed } = harness();
    transport.bufferedBytes = LIMITS.maxBufferedBytes + 1;
    connection.send({ kind: 'pong', seq: 1 });
    endTurn();
    expect(closed).toEqual([4402]);
    expect(transport.kinds()).toEqual(['pong', 'goAway']);
  });

  it('tells its owner of the close once, whoever closes first', () => {
    const { connection, closed, counters, wheel } = harness();
    connection.transportClosed();
    connection.close(4405, 'late');
    connection.transportClosed();
    expect(closed).toEqual([null]);
    expect([counters.open, counters.closedByPeer, wheel.size]).toEqual([0, 1, 0]);
  });

  it('tells its owner that the peer sends no more, and stays open', () => {
    const { connection, transport, inputEnded } = harness();
    connection.inputEnded();
    expect(inputEnded()).toBe(1);
    expect(transport.ended).toBe(false);
  });

  it.each([
    ['GET / HTTP/1.1\r\n', 'HTTP'],
    ['\x16\x03\x01\x02\x00\x01\x00', 'TLS'],
    ['PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n', 'PROXY'],
    ['SSH-2.0-OpenSSH_9.2\r\n', 'SSH'],
  ])('refuses %j at its first bytes, before a whole frame is there', (text, protocol) => {
    const { connection, transport } = harness();
    connection.received(Buffer.from(text, 'latin1').subarray(0, 4));
    expect(transport.frames[0]).toMatchObject({
      kind: 'goAway',
      body: { code: 4500, reason: `this is ${protocol}, not trunkline` },
    });
  });

  it('logs nothing more once its peer is gone, though what the log asks for is sent', () => {
    const { connection, endTurn } = harness();
    const budget = { maxBytes: 100_000, bytes: 0 };
    const log = new OutputLog(100_000, budget, () => connection.send({ kind: 'ping', seq: 1 }));
    connection.log = log;
    const payload = new Uint8Array(20_000);
    connection.send({ kind: 'message', seq: 1, body: { metadata: [], payload } });
    connection.transportClosed();
    expect(log.frames().map(({ kind }) => kind)).toEqual(['message']);
    log.clear();
    endTurn();
    expect([log.frames(), budget.bytes]).toEqual([[], 0]);
  });

  it('has sent what it says to have sent when its log asks for a Ping', () => {
    const { connection, transport, endTurn } = harness();
    const asked: number[] = [];
    connection.log = new OutputLog(100_000, { maxBytes: 100_000, bytes: 0 }, () => asked.push(connection.bytesSent));
    transport.bufferedBytes = 1;
    connection.send({ kind: 'message', seq: 1, body: { metadata: [], payload: new Uint8Array(20_000) } });
    endTurn();
    expect(asked[0]).toBeLessThanOrEqual(0);
  });

  it('that is to say nothing more keeps what was sent in this turn in its log alone', () => {
    const { connection, transport, endTurn } = harness();
    const log = new OutputLog(10_000, { maxBytes: 10_000, bytes: 0 }, () => {});
    connection.log = log;
    connection.send({ kind: 'pong', seq: 1 });
    endTurn();
    connection.send({ kind: 'pong', seq: 2 });
    connection.withhold();
    connection.close(4505, 'elsewhere');
    endTurn();
    const sent = transport.frames.map(({ kind, seq }) => `${kind} ${seq}`);
    expect(sent).toEqual(['pong 1', 'goAway 0']);
    expect(log.frames().slice(0, 2)).toEqual([
      { kind: 'pong', seq: 1 },
      { kind: 'pong', seq: 2 },
    ]);
    expect(connection.isOpen).toBe(false);
  });
});
