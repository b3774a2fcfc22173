import { describe, expect, it } from 'vitest';
import { STATUS } from '../../../src/status/index.ts';
import { CallWorld, type ClientEnd, echoRecord } from '../../support/call-world.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Refused by the gateway, before any backend could have seen it. */
const refused = (status: number, reason: string) => [{ status, failure: { reason, origin: 'GATEWAY', sent: 'NEVER' } }];

function inWorld(...options: ConstructorParameters<typeof CallWorld>) {
  const world = new CallWorld(...options);
  return { world, ...world.login() };
}

function open(client: ClientEnd, calls: number, request: object = {}): void {
  for (let seq = 1; seq <= calls; seq++) client.request(seq, request);
}

describe('a request', () => {
  it('with seq 0 is refused', () => {
    const { world, client } = inWorld();
    client.request(0);
    expect(client.responses(0)).toMatchObject(refused(STATUS.INVALID_ARGUMENT, 'BAD_SEQ'));
    expect(world.engine.calls).toEqual([]);
  });

  it('with a seq that is open is refused, and leaves the open call alone', () => {
    const { world, client, session } = inWorld();
    client.request(1);
    client.request(1);
    expect(client.responses(1)).toMatchObject(refused(STATUS.INVALID_ARGUMENT, 'DUPLICATE_SEQ'));
    expect([world.engine.calls.length, session.calls.size, world.tally.inFlight]).toEqual([1, 1, 1]);
    world.engine.last.answer(Buffer.from('x'));
    expect(client.responses(1)[1]).toMatchObject({ status: STATUS.OK });
  });

  it.each([3, 2])('with seq %d is refused once 3 was answered', (seq) => {
    const { world, client } = inWorld();
    client.request(3);
    world.engine.last.answer(Buffer.from('x'));
    client.request(seq);
    expect(client.responses(seq).at(-1)).toMatchObject({ failure: { reason: 'STALE_SEQ', sent: 'NEVER' } });
    expect(world.engine.calls).toHaveLength(1);
  });

  it('uses its seq up even where it is refused', () => {
    const { client } = inWorld();
    client.request(1, { service: 'no.such.Service' });
    client.request(1);
    expect(client.responses(1).map(({ failure }) => failure?.reason)).toEqual(['UNKNOWN_SERVICE', 'STALE_SEQ']);
  });

  it('to a method that is not registered is refused, and counted under no name of its own', () => {
    const { world, client } = inWorld();
    client.request(1, { service: 'no.such.Service' });
    client.request(2, { method: 'NoSuch' });
    client.request(3, { service: 'no/slash' });
    expect(client.responses(1)).toMatchObject(refused(STATUS.UNIMPLEMENTED, 'UNKNOWN_SERVICE'));
    expect(client.responses(2)).toMatchObject(refused(STATUS.UNIMPLEMENTED, 'UNKNOWN_METHOD'));
    expect(client.responses(3)).toMatchObject(refused(STATUS.INVALID_ARGUMENT, 'BAD_NAME'));
    expect(world.tally.other.ended).toBe(3);
    expect([...world.tally.entries()]).toEqual([world.tally.other]);
  });

  it.each([
    ['a negative timeout', { timeoutMs: 2 ** 31 + 1 }, 'BAD_TIMEOUT'],
    ['an encoding that does not exist', { encoding: 3 }, 'BAD_ENCODING'],
    ['a negative encoding', { encoding: -1 }, 'BAD_ENCODING'],
    ['metadata that is not legal', { metadata: [{ key: 'x-note', value: 'a\nb' }] }, 'BAD_METADATA'],
    ['a payload where its messages come in frames', { method: 'BidiStream', payload: Buffer.from('x') }, 'BAD_FRAME'],
  ])('with %s is refused, and counted under its method', (_, request, reason) => {
    const { world, client, session } = inWorld();
    client.request(1, request);
    expect(client.responses(1)).toMatchObject(refused(STATUS.INVALID_ARGUMENT, reason));
    expect([world.engine.calls.length, session.calls.size, session.streams.size]).toEqual([0, 0, 0]);
    expect(world.tally.other.ended).toBe(0);
    expect([...world.tally.entries()].map(({ ended }) => ended)).toEqual([1, 0]);
  });

  it('beyond the calls that a session may have open is refused; an answer makes room', () => {
    const { world, client } = inWorld({ limits: { maxInFlight: 3 } });
    open(client, 4);
    expect(client.responses(4)).toMatchObject(refused(STATUS.RESOURCE_EXHAUSTED, 'TOO_MANY_IN_FLIGHT'));
    world.engine.last.answer(Buffer.from('x'));
    client.request(5);
    expect(world.engine.calls).toHaveLength(4);
  });

  it('beyond the calls that the gateway may have open is refused, whoever has them', () => {
    const { world, client } = inWorld({ limits: { maxInFlightTotal: 3 } });
    open(client, 3);
    const other = world.login().client;
    other.request(1);
    expect(other.responses(1)).toMatchObject(refused(STATUS.RESOURCE_EXHAUSTED, 'GATEWAY_OVERLOADED'));
    client.vanish();
    other.request(2);
    expect(other.responses(2)).toEqual([]);
  });

  it('beyond the calls that a backend may have open is refused; another backend serves on', async () => {
    const { world, client } = inWorld({ maxInFlightOfBackend: 3 });
    world.serve(echoRecord(['10.0.0.1:1']), echoRecord(['10.0.0.9:9'], 'other', 'other.v1.Service'));
    open(client, 4);
    await settle();
    expect(client.responses(4)).toMatchObject(refused(STATUS.RESOURCE_EXHAUSTED, 'GATEWAY_OVERLOADED'));
    client.request(5, { service: 'other.v1.Service' });
    expect(world.engine.last.address).toBe('10.0.0.9:9');
  });

  it('beyond the streams that a session may have open is refused, though a unary call is not', () => {
    const { world, client, session } = inWorld({ limits: { maxStreams: 2 } });
    open(client, 3, { method: 'BidiStream' });
    expect(client.responses(3)).toMatchObject(refused(STATUS.RESOURCE_EXHAUSTED, 'TOO_MANY_STREAMS'));
    client.request(4);
    expect([world.engine.calls.length, session.streams.size]).toEqual([3, 2]);
    client.cancel(1);
    client.request(5, { method: 'BidiStream' });
    expect(session.streams.size).toBe(2);
  });

  it('to a backend without an endpoint is refused', async () => {
    const { world, client, session } = inWorld();
    world.serve(echoRecord([]));
    client.request(1);
    await settle();
    expect(client.responses(1)).toMatchObject(refused(STATUS.UNAVAILABLE, 'NO_ENDPOINT'));
    expect([world.tally.inFlight, session.calls.size]).toEqual([0, 0]);
  });

  it('sees a new registration at once, and calls in flight finish where they began', () => {
    const { world, client } = inWorld();
    client.request(1);
    const before = world.engine.last;
    world.serve(echoRecord(['10.0.0.2:2']));
    client.request(2);
    expect([before.address, world.engine.last.address]).toEqual(['10.0.0.1:1', '10.0.0.2:2']);
    before.answer(Buffer.from('old'));
    expect(client.responses(1)).toMatchObject([{ status: STATUS.OK }]);
    world.serve();
    client.request(3);
    expect(client.responses(3)).toMatchObject(refused(STATUS.UNIMPLEMENTED, 'UNKNOWN_SERVICE'));
    world.engine.last.answer(Buffer.from('new'));
    expect(client.responses(2)).toMatchObject([{ status: STATUS.OK }]);
  });

  it('does not wait for the one before it', () => {
    const { world, client } = inWorld();
    open(client, 3);
    for (const call of world.engine.calls.toReversed()) call.answer(Buffer.from(call.address));
    expect(client.frames('response').map(({ seq }) => seq)).toEqual([3, 2, 1]);
  });
});
