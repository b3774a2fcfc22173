import { describe, expect, it } from 'vitest';
import { INVALID } from '../../../src/auth/index.ts';
import { CallWorld } from '../../support/call-world.ts';

describe('the handshake', () => {
  it('answers Hello with what the session has, and says no secret twice', () => {
    const world = new CallWorld();
    const { client, session } = world.login({ client: 'till/7', token: 'ada' });
    expect(client.frames('welcome').map(({ body }) => body)).toMatchObject([
      {
        sessionId: session.id,
        resumeToken: session.birth.resumeToken,
        resumed: false,
        resumeWindowMs: 0,
        maxFrameBytes: 2 ** 22,
        maxInFlight: 100,
        gateway: 'trunkline/test',
      },
    ]);
    expect([session.user, session.birth.client, session.state.kind]).toEqual(['ada', 'till/7', 'active']);
    expect([world.sessions.size, world.sessions.created]).toEqual([1, 1]);
  });

  it('gives every session an id and a resume token of its own, of 128 bits and signed', () => {
    const world = new CallWorld();
    const births = Array.from({ length: 50 }, () => world.login().session.birth);
    expect(new Set(births.map(({ id }) => id)).size).toBe(50);
    expect(new Set(births.map(({ resumeToken }) => resumeToken)).size).toBe(50);
    for (const { id, resumeToken } of births) {
      expect([Buffer.from(id, 'base64url').length, Buffer.from(resumeToken, 'base64url').length]).toEqual([16, 52]);
    }
  });

  it.each([
    [0, 30_000],
    [1, 5000],
    [60_000, 60_000],
    [2 ** 32 - 1, 300_000],
  ])('grants a heartbeat of %d ms as %d', (asked, granted) => {
    const world = new CallWorld({ handshake: { defaultHeartbeatMs: 30_000, maxHeartbeatMs: 300_000 } });
    expect(world.login({ heartbeatMs: asked }).session.birth.heartbeatMs).toBe(granted);
  });

  it('closes with 4401 who does not say Hello in time, and forgets it', () => {
    const world = new CallWorld({ caps: { maxPending: 1 } });
    const client = world.connect();
    world.clock.advance(4900);
    expect(client.frames('goAway')).toEqual([]);
    world.clock.advance(200);
    expect(client.frames('goAway')).toMatchObject([{ body: { code: 4401, reconnect: true } }]);
    client.vanish();
    expect([world.sessions.size, world.wheel.size, world.counters.open]).toEqual([0, 0, 0]);
    expect(world.login().session.state.kind).toBe('active');
  });

  it('leaves no deadline behind a login', () => {
    const world = new CallWorld();
    const { client } = world.login();
    world.clock.advance(20_000);
    expect(client.frames('goAway')).toEqual([]);
  });

  it('refuses another version of the protocol with 4506, and says which it speaks', () => {
    const client = new CallWorld().connect();
    client.hello({ protocol: 2 });
    expect(client.frames('goAway')).toMatchObject([{ body: { code: 4506, reconnect: false } }]);
    expect(client.frames('goAway')[0]?.body.reason).toContain('1');
  });

  it('refuses a token that is not valid with 4502, without a hint', () => {
    const world = new CallWorld({ authenticator: { authenticate: () => INVALID } });
    const client = world.connect();
    client.hello({ token: 'guess' });
    expect(client.frames('goAway')).toMatchObject([{ body: { code: 4502, reason: 'the token is not valid' } }]);
    expect(world.sessions.size).toBe(0);
  });

  it.each(['ping', 'cancel', 'halfClose'] as const)('refuses a %s before Hello with 4500', (kind) => {
    const client = new CallWorld().connect();
    client.send({ kind, seq: 1 });
    expect(client.frames('goAway')).toMatchObject([{ body: { code: 4500 } }]);
  });

  it('takes what comes in one chunk with Hello', () => {
    const world = new CallWorld();
    const client = world.connect();
    const hello = { protocol: 1, token: '', resume: null, client: 'x/1', heartbeatMs: 0, topics: [] };
    client.send({ kind: 'hello', seq: 0, body: hello }, { kind: 'ping', seq: 9 });
    expect(client.transport.kinds()).toEqual(['welcome', 'pong']);
  });

  it('ends without a word for who ends its side before Hello', () => {
    const world = new CallWorld();
    const client = world.connect();
    client.connection.inputEnded();
    expect([client.transport.ended, client.transport.frames]).toEqual([true, []]);
  });

  it('refuses with 4403 who is one too many, and takes the next once one is gone', () => {
    const world = new CallWorld({ caps: { maxPending: 2 } });
    const [first] = [world.connect(), world.connect()];
    const third = world.connect();
    expect(third.frames('goAway')).toMatchObject([{ body: { code: 4403, reconnect: true } }]);
    expect(third.frames('goAway')[0]?.body.retryAfterMs).toBeGreaterThan(0);
    third.vanish();
    first?.vanish();
    expect(world.connect().frames('goAway')).toEqual([]);
  });

  it('counts who has logged in as a connection, and no longer as pending', () => {
    const world = new CallWorld({ caps: { maxPending: 1, maxConnections: 3 } });
    for (let count = 0; count < 3; count++) expect(world.login().session.state.kind).toBe('active');
    expect(world.connect().frames('goAway')).toMatchObject([{ body: { code: 4403 } }]);
  });

  it('cuts what a client says of itself', () => {
    const { session } = new CallWorld().login({ client: 'x'.repeat(1000), token: 'u'.repeat(1000) });
    expect([session.birth.client.length, session.user.length]).toEqual([128, 256]);
  });
});
