import { describe, expect, it } from 'vitest';
import { Connection, type ConnectionOwner } from '../../../src/client/connection.ts';
import type { Request, Response } from '../../../src/wire/index.ts';
import { responseFrame } from '../../support/scripted-gateway.ts';
import { FakeTimers } from './fake-timers.ts';
import { MemoryTransport } from './memory-transport.ts';

const REQUEST: Request = {
  service: 'a.B',
  method: 'C',
  timeoutMs: 0,
  metadata: [],
  encoding: 1,
  idempotent: false,
  payload: new Uint8Array(0),
};

function start(maxSeq: number, maxInFlight: number) {
  const transport = new MemoryTransport();
  const heard: string[] = [];
  const owner: ConnectionOwner = {
    welcomed: () => heard.push('welcomed'),
    notified: () => {},
    roomMade: () => {},
    retired: (_, why) => heard.push(`retired: ${why.message}`),
    ended: (_, error) => heard.push(`ended: ${error.message}`),
  };
  const hello = { protocol: 1, token: '', resume: null, client: '', heartbeatMs: 0, topics: [] };
  const url = new URL('memory://gateway');
  const limits = { connectTimeoutMs: 1000, maxFrameBytes: 1000, maxSeq };
  const timers = new FakeTimers();
  const connection = new Connection({ url, transport, timers, hello, resume: null, ...limits }, owner);
  const pipe = transport.last;
  if (pipe === undefined) throw new Error('no pipe was opened');
  const welcome = { sessionId: '', resumeToken: '', resumed: false, heartbeatMs: 0, resumeWindowMs: 0, gateway: '' };
  pipe.accept();
  pipe.send({ kind: 'welcome', seq: 0, body: { ...welcome, maxFrameBytes: 1000, maxInFlight } });
  const kinds = () => {
    transport.endTurn();
    return pipe.received.splice(0).map(({ kind, seq }) => `${kind} ${seq}`);
  };
  return { connection, pipe, heard, kinds };
}

const call = (heard: string[] = []) => ({
  resumes: false,
  resumed: () => null,
  notResumed: () => {},
  messageArrived: () => heard.push('message'),
  creditArrived: () => heard.push('credit'),
  roomMade: () => heard.push('room'),
  answered: ({ status }: Response) => heard.push(`answered ${status}`),
  lost: (error: Error) => heard.push(`lost: ${error.message}`),
});

describe('a connection', () => {
  it('retires with the last seq of its session, and leaves after the last answer', () => {
    const { connection, pipe, heard, kinds } = start(2, 10);
    expect([connection.open(REQUEST, call(heard)), connection.hasRoom]).toEqual([1, true]);
    expect([connection.open(REQUEST, call(heard)), connection.hasRoom]).toEqual([2, false]);
    pipe.send(responseFrame(2), responseFrame(1));
    expect(kinds()).toEqual(['hello 0', 'request 1', 'request 2', 'goAway 0']);
    const retired = 'retired: the session has used every seq';
    expect(heard).toEqual(['welcomed', retired, 'answered 0', 'answered 0']);
  });

  it('has no room beyond max_in_flight, and has again after an answer', () => {
    const { connection, pipe } = start(100, 1);
    connection.open(REQUEST, call());
    expect(connection.hasRoom).toBe(false);
    pipe.send(responseFrame(1));
    expect(connection.hasRoom).toBe(true);
  });

  it('allows one call where the gateway allows none', () => {
    expect(start(100, 0).connection.hasRoom).toBe(true);
  });

  it('sends no more Cancels than its budget has', () => {
    const { connection, kinds } = start(100, 4);
    for (let seq = 1; seq <= 4; seq++) connection.open(REQUEST, call());
    for (let seq = 1; seq <= 4; seq++) connection.cancel(seq);
    expect(kinds().filter((kind) => kind.startsWith('cancel'))).toEqual(['cancel 1', 'cancel 2']);
  });

  it('breaks at a second Welcome', () => {
    const { pipe, heard } = start(100, 4);
    const body = { sessionId: '', resumeToken: '', resumed: false, heartbeatMs: 0, resumeWindowMs: 0, gateway: '' };
    pipe.send({ kind: 'welcome', seq: 0, body: { ...body, maxFrameBytes: 1, maxInFlight: 1 } });
    expect(heard).toEqual(['welcomed', 'ended: the gateway broke the protocol: a second Welcome']);
  });

  it('lets be what it does not know', () => {
    const { connection, pipe, heard } = start(100, 4);
    pipe.send({ kind: 'unknown', seq: 9 }, { kind: 'pong', seq: 5 }, { kind: 'credit', seq: 1, body: { messages: 1 } });
    expect(heard).toEqual(['welcomed']);
    expect(connection.hasRoom).toBe(true);
  });
});
