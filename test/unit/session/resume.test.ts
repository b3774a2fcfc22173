import { describe, expect, it } from 'vitest';
import type { Idempotency } from '../../../src/registry/index.ts';
import { CallWorld, type ClientEnd, echoRecord } from '../../support/call-world.ts';

const X = Buffer.from('x');
const payloads = (client: ClientEnd, seq: number) =>
  client.responses(seq).map(({ status, payload }) => [status, Buffer.from(payload).toString()]);
const WINDOW_MS = 10_000;

/** The echo service, whose descriptors say of all its methods whether they may be run twice. */
function echoThatIs(idempotency: Idempotency) {
  const record = echoRecord(['10.0.0.1:1']);
  const revisions = record.revisions.map((revision) => {
    const services = revision.services.map(({ name, methods }) => ({
      name,
      methods: methods.map((method) => ({ ...method, idempotency })),
    }));
    return { ...revision, services };
  });
  return { ...record, revisions };
}

function login(options: ConstructorParameters<typeof CallWorld>[0] = {}) {
  const world = new CallWorld({ ...options, session: { resumeWindowMs: WINDOW_MS, ...options.session } });
  const { client, session } = world.login({ token: 'ada' });
  const resume = {
    sessionId: session.id,
    resumeToken: session.birth.resumeToken,
    lastOffset: 0,
    lastSeq: 0,
    attempt: 0,
  };
  const comeBack = (changes: Partial<typeof resume> = {}, token = 'ada'): ClientEnd => {
    const next = world.connect();
    next.hello({ token, resume: { ...resume, ...changes } });
    return next;
  };
  return { world, client, session, resume, comeBack };
}

const resumed = (client: ClientEnd) => client.frames('welcome').map(({ body }) => body.resumed);
const codes = (client: ClientEnd) => client.frames('goAway').map(({ body }) => body.code);

describe('a session that its client comes back to', () => {
  it('goes on over the new connection', () => {
    const { world, client, session, comeBack } = login();
    client.vanish();
    const next = comeBack();
    expect(next.frames('welcome')).toMatchObject([{ body: { sessionId: session.id, resumed: true } }]);
    expect([session.state, world.sessions.size, world.sessions.resumed]).toEqual([
      { kind: 'active', generation: 2 },
      1,
      1,
    ]);
    world.clock.advance(2 * WINDOW_MS);
    expect(session.state.kind).toBe('active');
  });

  it('leaves the connection that it had with 4505, whose late close does not end it', () => {
    const { client, session, comeBack } = login();
    const next = comeBack();
    expect([codes(client), resumed(next)]).toEqual([[4505], [true]]);
    client.vanish();
    expect(session.state).toEqual({ kind: 'active', generation: 2 });
    next.send({ kind: 'ping', seq: 5 });
    expect(next.frames('pong', 5)).toHaveLength(1);
  });

  it('is not taken by a Hello of its client that was long on its way', () => {
    const { session, comeBack } = login();
    const next = comeBack({ attempt: 2 });
    const [late, same, later] = [comeBack({ attempt: 1 }), comeBack({ attempt: 2 }), comeBack({ attempt: 3 })];
    expect([codes(late), resumed(late), codes(same), resumed(same)]).toEqual([[4505], [], [4505], []]);
    expect([codes(next), resumed(later), session.state.kind]).toEqual([[4505], [true], 'active']);
  });

  it('belongs to the last of two who come back at once', () => {
    const { client, session, comeBack } = login();
    client.vanish();
    const [first, second] = [comeBack(), comeBack()];
    expect([codes(first), codes(second), session.state]).toEqual([[4505], [], { kind: 'active', generation: 3 }]);
    first.vanish();
    expect(session.state.kind).toBe('active');
  });

  it('is a new one after the window', () => {
    const { world, client, session, comeBack } = login();
    client.vanish();
    world.clock.advance(WINDOW_MS + 100);
    const next = comeBack();
    expect(resumed(next)).toEqual([false]);
    expect(next.frames('welcome')[0]?.body.sessionId).not.toBe(session.id);
  });

  it('is a new one where the key of resume tokens is another, as after a restart', () => {
    const { resume } = login();
    const other = login();
    const bytes = Buffer.from(resume.resumeToken, 'base64url');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    expect(resumed(other.comeBack({ resumeToken: bytes.toString('base64url') }))).toEqual([false]);
  });

  it.each([
    ['a forged token', (token: string) => ({ resumeToken: flip(token) })],
    ['no token', () => ({ resumeToken: '' })],
    ['a token of a megabyte', () => ({ resumeToken: 'x'.repeat(10_000) })],
    ['the id of another session', () => ({ sessionId: 'AAAAAAAAAAAAAAAAAAAAAA' })],
  ])('refuses %s with 4502, without a hint, and leaves the session alone', (_, forge) => {
    const { client, session, resume, comeBack } = login();
    const thief = comeBack(forge(resume.resumeToken));
    expect(thief.frames('goAway')).toMatchObject([{ body: { code: 4502, reason: 'the token is not valid' } }]);
    expect([codes(client), session.state.kind]).toEqual([[], 'active']);
  });

  it('refuses another user with its token', () => {
    const { session, comeBack } = login();
    expect(codes(comeBack({}, 'eve'))).toEqual([4502]);
    expect(session.state).toEqual({ kind: 'active', generation: 1 });
  });

  it('is over where its connection broke the protocol', () => {
    const { client, session, comeBack } = login();
    client.hello();
    expect([codes(client), session.state]).toEqual([[4500], { kind: 'closed', reason: 'broken' }]);
    expect(resumed(comeBack())).toEqual([false]);
  });
});

describe('a call of a client that comes back', () => {
  it('that still runs is answered over the new connection, and runs once', () => {
    const { world, client, comeBack } = login();
    client.request(1);
    client.vanish();
    const next = comeBack();
    next.request(1);
    expect(world.engine.calls).toHaveLength(1);
    world.engine.last.answer(X);
    expect(payloads(next, 1)).toEqual([[0, 'x']]);
  });

  it('that ended meanwhile is answered from what is kept, whether the answer was written or not', () => {
    const { world, client, comeBack } = login();
    client.request(1);
    client.request(2);
    const [first, second] = world.engine.calls;
    first?.answer(X);
    client.vanish();
    second?.answer(X);
    const next = comeBack();
    expect(next.frames('response')).toEqual([]);
    next.request(1);
    next.request(2);
    expect([payloads(next, 1), payloads(next, 2)]).toEqual([[[0, 'x']], [[0, 'x']]]);
    expect(world.engine.calls).toHaveLength(2);
  });

  it('is answered again however often the connection is lost', () => {
    const { world, client, comeBack } = login();
    client.request(1);
    world.engine.last.answer(X);
    client.vanish();
    for (let times = 0; times < 3; times++) {
      const next = comeBack();
      next.request(1);
      expect(next.responses(1)).toHaveLength(1);
      next.vanish();
    }
    expect(world.engine.calls).toHaveLength(1);
  });

  it('never came: it is made now', () => {
    const { world, client, comeBack } = login();
    client.request(1);
    client.vanish();
    const next = comeBack();
    next.request(1);
    next.request(2);
    expect(world.engine.calls).toHaveLength(2);
  });

  it('whose answer is not kept is not run again, and its outcome is said to be unknown', () => {
    const { world, client, comeBack } = login({ session: { journalBytes: 0 } });
    client.request(1);
    world.engine.last.answer(X);
    client.vanish();
    const next = comeBack();
    next.request(1);
    expect(next.responses(1)).toMatchObject([
      { status: 10, failure: { reason: 'OUTCOME_UNKNOWN', origin: 'GATEWAY', sent: 'MAYBE' } },
    ]);
    expect(world.engine.calls).toHaveLength(1);
  });

  it('whose answer is not kept is run again where the client declares it idempotent', () => {
    const { world, client, comeBack } = login({ session: { journalBytes: 0 } });
    client.request(1, { idempotent: true });
    world.engine.last.answer(X);
    client.vanish();
    const next = comeBack();
    next.request(1, { idempotent: true });
    world.engine.last.answer(X);
    expect([world.engine.calls.length, next.responses(1).length]).toEqual([2, 1]);
  });

  it.each(['no-side-effects', 'idempotent'] as const)(
    'whose answer is not kept is run again where its method is declared %s, and no more than once',
    (idempotency) => {
      const { world, client, comeBack } = login({ session: { journalBytes: 0 } });
      world.serve(echoThatIs(idempotency));
      client.request(1);
      world.engine.last.answer(X);
      client.vanish();
      const next = comeBack();
      next.request(1);
      next.request(1);
      expect(world.engine.calls).toHaveLength(2);
      world.engine.last.answer(X);
      expect(next.responses(1)).toMatchObject([{ failure: { reason: 'DUPLICATE_SEQ' } }, { status: 0 }]);
    },
  );

  it('is held to what the descriptors say when it is sent again, not to what they said when it was made', () => {
    const { world, client, comeBack } = login({ session: { journalBytes: 0 } });
    world.serve(echoThatIs('idempotent'));
    client.request(1);
    world.engine.last.answer(X);
    client.vanish();
    world.serve(echoThatIs('unknown'));
    const next = comeBack();
    next.request(1);
    expect(next.responses(1)).toMatchObject([{ failure: { reason: 'OUTCOME_UNKNOWN' } }]);
    expect(world.engine.calls).toHaveLength(1);
  });

  it('whose answer is not kept is of unknown outcome where its method is gone, whatever its client declares', () => {
    const { world, client, comeBack } = login({ session: { journalBytes: 0 } });
    client.request(1, { idempotent: true });
    world.engine.last.answer(X);
    client.vanish();
    world.serve();
    const next = comeBack();
    next.request(1, { idempotent: true });
    expect(next.responses(1)).toMatchObject([{ failure: { reason: 'OUTCOME_UNKNOWN', sent: 'MAYBE' } }]);
  });

  it('that streams is not run again, whatever its method is declared', () => {
    const { world, client, comeBack } = login();
    world.serve(echoThatIs('no-side-effects'));
    client.request(1, { method: 'ServerStream' });
    client.vanish();
    const next = comeBack();
    next.request(1, { method: 'ServerStream', idempotent: true });
    expect(next.responses(1)).toMatchObject([{ failure: { reason: 'OUTCOME_UNKNOWN' } }]);
    expect(world.engine.calls).toHaveLength(1);
  });

  it('may be sent again once, in order, and only below what was used before', () => {
    const { world, client, comeBack } = login();
    for (const seq of [1, 2, 5]) client.request(seq);
    client.vanish();
    const next = comeBack();
    next.request(2);
    next.request(2);
    next.request(1);
    next.request(9);
    next.request(8);
    expect([next.responses(1), next.responses(2), next.responses(8)]).toMatchObject([
      [{ failure: { reason: 'DUPLICATE_SEQ' } }],
      [{ failure: { reason: 'DUPLICATE_SEQ' } }],
      [{ failure: { reason: 'STALE_SEQ' } }],
    ]);
    expect(world.engine.calls).toHaveLength(4);
  });

  it('may not be sent again without a resume', () => {
    const { client } = login();
    client.request(5);
    client.request(4);
    expect(client.responses(4)).toMatchObject([{ failure: { reason: 'STALE_SEQ' } }]);
  });

  it('is lost where it streams: the backend is told when the connection goes', () => {
    const { world, client, session, comeBack } = login();
    client.request(1, { method: 'BidiStream' });
    client.request(2);
    client.vanish();
    expect([world.engine.calls[0]?.state, world.engine.calls[1]?.state]).toEqual(['cancelled', 'open']);
    expect([session.streams.size, session.calls.size]).toEqual([0, 1]);
    const next = comeBack();
    next.request(1, { method: 'BidiStream' });
    expect(next.responses(1)).toMatchObject([{ failure: { reason: 'OUTCOME_UNKNOWN' } }]);
  });
});

describe('what is kept for a client that may come back', () => {
  it('is let go of once a Pong proves that it has arrived', () => {
    const { world, client } = login({ handshake: { defaultHeartbeatMs: 6000 } });
    client.request(1);
    world.engine.last.answer(X);
    expect(world.journalBudget.bytes).toBeGreaterThan(0);
    world.clock.advance(6100);
    const ping = client.frames('ping').at(-1);
    client.send({ kind: 'pong', seq: ping?.seq ?? 0 });
    // The Ping itself is kept: it went out after what it proves.
    expect(world.journalBudget.bytes).toBeLessThanOrEqual(512);
  });

  it('is no more than is allowed, of one client and of all', () => {
    const { world, client } = login({ session: { journalBytes: 4096 } });
    for (let seq = 1; seq <= 50; seq++) {
      client.request(seq);
      world.engine.last.answer(Buffer.alloc(600));
    }
    expect(world.journalBudget.bytes).toBeLessThanOrEqual(4096);
    expect(world.journalBudget.bytes).toBeGreaterThan(2048);
  });

  it('is gone with the session', () => {
    const { world, client, session } = login();
    client.request(1);
    world.engine.last.answer(X);
    session.end('kicked', 4505, 'bye');
    expect(world.journalBudget.bytes).toBe(0);
  });

  it('is nothing where sessions do not outlive their connection', () => {
    const { world, client } = login({ session: { resumeWindowMs: 0 } });
    client.request(1);
    world.engine.last.answer(X);
    expect(world.journalBudget.bytes).toBe(0);
  });
});

/** The last byte is changed. */
function flip(token: string): string {
  const bytes = Buffer.from(token, 'base64url');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.toString('base64url');
}
