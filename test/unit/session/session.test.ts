import { describe, expect, it } from 'vitest';
import { CallWorld } from '../../support/call-world.ts';

const X = Buffer.from('x');
const UNKNOWN_BODY_ON_1 = Uint8Array.of(2, 8, 1);

function login(...options: ConstructorParameters<typeof CallWorld>) {
  const world = new CallWorld(...options);
  return { world, ...world.login() };
}

describe('a session', () => {
  it('answers a Ping with a Pong of the same seq', () => {
    const { client } = login();
    client.send({ kind: 'ping', seq: 77 });
    expect(client.frames('pong', 77)).toHaveLength(1);
  });

  it.each(['welcome', 'response', 'notify', 'hello'] as const)('ends with 4500 when its client sends %s', (kind) => {
    const { world, client, session } = login();
    const frames = {
      hello: () => client.hello(),
      welcome: () => client.connection.received(Uint8Array.of(2, 0x1a, 0)),
      response: () => client.connection.received(Uint8Array.of(2, 0x4a, 0)),
      notify: () => client.connection.received(Uint8Array.of(3, 0x82, 0x01, 0)),
    };
    frames[kind]();
    expect(client.frames('goAway')).toMatchObject([{ body: { code: 4500 } }]);
    expect(session.state.kind).toBe('closed');
    expect(world.sessions.size).toBe(0);
  });

  it('passes over frames of calls that are not open', () => {
    const { client } = login();
    client.message(5);
    client.halfClose(5);
    client.credit(5, 1);
    client.cancel(5);
    expect(client.transport.kinds()).toEqual(['welcome']);
  });

  it('ends with 4504 beyond the control frames that it may send, and takes more as time passes', () => {
    const { world, client } = login({ session: { controlFramesPerSecond: 10, controlFramesBurst: 20 } });
    for (let count = 0; count < 20; count++) client.send({ kind: 'ping', seq: 1 });
    world.clock.advance(1000);
    for (let count = 0; count < 10; count++) client.credit(1, 1);
    expect(client.frames('goAway')).toEqual([]);
    client.send({ kind: 'ping', seq: 1 });
    client.send({ kind: 'ping', seq: 1 });
    expect(client.frames('goAway')).toMatchObject([{ body: { code: 4504 } }]);
  });

  it('is asked whether much arrived as often as that takes, and answers for nothing', () => {
    const { client, session } = login({
      session: { controlFramesPerSecond: 1, controlFramesBurst: 2, resumeWindowMs: 60_000 },
    });
    client.request(1);
    for (let answered = 0; answered < 10; ) {
      session.send({ kind: 'message', seq: 1, body: { metadata: [], payload: new Uint8Array(1000) } });
      const pings = client.frames('ping').slice(answered);
      for (const { seq } of pings) client.send({ kind: 'pong', seq });
      answered += pings.length;
    }
    expect(client.frames('message').length).toBeGreaterThan(160);
    expect(client.frames('goAway')).toEqual([]);
  });

  it('may cancel as many calls at once as it may have open, and then no more than a few', () => {
    const { world, client } = login({ session: { controlFramesPerSecond: 10, maxInFlight: 30 } });
    for (let seq = 1; seq <= 100; seq++) {
      client.request(seq);
      client.cancel(seq);
    }
    expect(client.frames('goAway')).toMatchObject([{ body: { code: 4504 } }]);
    expect(world.engine.calls.length).toBeLessThanOrEqual(32);
    expect(world.tally.inFlight).toBe(0);
  });

  it('whose client says goodbye is over, and its calls are given up', () => {
    const { world, client, session } = login();
    client.request(1);
    client.send({ kind: 'goAway', seq: 0, body: { code: 4000, reason: '', reconnect: false, retryAfterMs: 0 } });
    expect(session.state).toEqual({ kind: 'closed', reason: 'left' });
    expect([world.engine.last.state, client.transport.ended, world.tally.inFlight]).toEqual(['cancelled', true, 0]);
    expect(world.sessions.closedByReason).toEqual(new Map([['left', 1]]));
  });

  it('whose client vanishes is over at once where there is no resume window', () => {
    const { world, client, session } = login();
    client.vanish();
    expect(session.state).toEqual({ kind: 'closed', reason: 'expired' });
    expect([world.sessions.size, world.wheel.size]).toEqual([0, 0]);
  });

  it('outlives its connection by the resume window, with its calls, and is over after it', () => {
    const { world, client, session } = login({ session: { resumeWindowMs: 10_000 } });
    client.request(1, { timeoutMs: 60_000 });
    client.vanish();
    expect(session.state).toMatchObject({ kind: 'detached' });
    expect([session.calls.size, session.remoteAddress, session.idleMs]).toEqual([1, '', 0]);
    world.clock.advance(9900);
    expect(world.sessions.size).toBe(1);
    world.clock.advance(200);
    expect(session.state).toEqual({ kind: 'closed', reason: 'expired' });
    expect([world.engine.last.state, world.tally.inFlight, world.wheel.size]).toEqual(['cancelled', 0, 0]);
  });

  it('that an operator ends tells its client why, and a second end changes nothing', () => {
    const { world, client, session } = login();
    session.end('kicked', 4505, 'maintenance');
    session.end('broken', 4405, 'again');
    expect(client.frames('goAway')).toMatchObject([{ body: { code: 4505, reason: 'maintenance' } }]);
    expect(session.state).toEqual({ kind: 'closed', reason: 'kicked' });
    expect(world.sessions.closedByReason).toEqual(new Map([['kicked', 1]]));
  });

  it('counts its calls, and the bytes of its connection after it is gone', () => {
    const { client, session } = login();
    client.request(1);
    client.request(1);
    const { bytesReceived, bytesSent } = session;
    expect(session.callsTotal).toBe(2);
    expect(bytesReceived).toBeGreaterThan(0);
    client.vanish();
    expect([session.bytesReceived, session.bytesSent]).toEqual([bytesReceived, bytesSent]);
  });
});

describe('a session whose client has ended its side', () => {
  it('ends its connection at once where nothing is open', () => {
    const { client, session } = login();
    client.connection.inputEnded();
    expect([client.transport.ended, client.frames('goAway'), session.state.kind]).toEqual([true, [], 'closed']);
  });

  it('ends its connection with the last answer', () => {
    const { world, client } = login();
    client.request(1);
    client.request(2);
    client.connection.inputEnded();
    const [first, second] = world.engine.calls;
    first?.answer(X);
    expect(client.transport.ended).toBe(false);
    second?.answer(X);
    expect([client.transport.ended, client.frames('response').length]).toEqual([true, 2]);
  });
});

describe('a session that drains', () => {
  it('says 4400, refuses what comes, answers what is open, and ends with the last answer', () => {
    const { world, client, session } = login();
    client.request(1);
    session.drain('going down');
    expect(client.frames('goAway')).toMatchObject([{ body: { code: 4400, reason: 'going down', reconnect: true } }]);
    client.request(2);
    expect(client.responses(2)).toMatchObject([{ failure: { reason: 'SHUTTING_DOWN', sent: 'NEVER' } }]);
    client.send({ kind: 'pong', seq: 1 });
    expect(client.transport.ended).toBe(false);
    world.engine.last.answer(X);
    expect([client.transport.ended, client.responses(1).length]).toEqual([true, 1]);
  });

  it('refuses what its client sent before it heard, and ends behind the Pong that says so', () => {
    const { client, session } = login();
    session.drain('going down');
    expect([client.frames('ping').length, client.transport.ended]).toEqual([1, false]);
    client.request(1);
    expect(client.responses(1)).toMatchObject([{ failure: { reason: 'SHUTTING_DOWN', sent: 'NEVER' } }]);
    client.send({ kind: 'pong', seq: 1 });
    expect(client.transport.ended).toBe(true);
  });

  it('waits for the Pong behind its GoAway, where an earlier Ping was not answered yet and output is stuck', () => {
    const { world, client, session } = login();
    world.clock.advance(session.birth.heartbeatMs + 100);
    client.transport.bufferedBytes = 1000;
    session.drain('going down');
    expect(client.transport.kinds().slice(-3)).toEqual(['ping', 'goAway', 'ping']);
    client.send({ kind: 'pong', seq: 1 });
    client.request(1);
    expect(client.responses(1)).toMatchObject([{ failure: { reason: 'SHUTTING_DOWN', sent: 'NEVER' } }]);
    expect(client.transport.ended).toBe(false);
    client.send({ kind: 'pong', seq: 2 });
    expect(client.transport.ended).toBe(true);
  });

  it('waits for that Pong behind the last answer, too', () => {
    const { world, client, session } = login();
    client.request(1);
    session.drain('going down');
    world.engine.last.answer(X);
    client.request(2);
    expect([client.responses(2).length, client.transport.ended]).toEqual([1, false]);
    client.send({ kind: 'pong', seq: 1 });
    expect(client.transport.ended).toBe(true);
  });

  it('ends without a Pong where none comes', () => {
    const { world, client, session } = login();
    session.drain('going down');
    world.clock.advance(2500);
    expect(client.transport.ended).toBe(true);
  });

  it('is told to go again where it comes back before the gateway is gone', () => {
    const { client, session, world } = login({ session: { resumeWindowMs: 10_000 } });
    session.drain('going down');
    client.vanish();
    const next = world.connect();
    const { id: sessionId, birth } = session;
    const resume = { sessionId, resumeToken: birth.resumeToken, lastOffset: 0, lastSeq: 0, attempt: 1 };
    next.hello({ token: session.user, resume });
    expect(session.draining).toBe(false);
    session.drain('going down');
    expect(next.frames('goAway')).toHaveLength(1);
  });

  it('ends, too, where its last call ended by a frame of a later version', () => {
    const { client, session } = login();
    client.request(1);
    session.drain('going down');
    client.send({ kind: 'pong', seq: 1 });
    client.connection.received(UNKNOWN_BODY_ON_1);
    expect(client.responses(1)).toMatchObject([{ failure: { reason: 'UNKNOWN_BODY' } }]);
    expect(client.transport.ended).toBe(true);
  });
});
