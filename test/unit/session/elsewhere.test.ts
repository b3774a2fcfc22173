import { describe, expect, it } from 'vitest';
import type { Claim, Elsewhere } from '../../../src/session/index.ts';
import { OK_END } from '../../../src/status/index.ts';
import { endedResponse, type Frame } from '../../../src/wire/index.ts';
import { CallWorld, type ClientEnd } from '../../support/call-world.ts';

/** Other gateways that say what a test says. */
class Others implements Elsewhere {
  readonly asked: { readonly sessionId: string; readonly epoch: number; readonly issuer: string }[] = [];
  readonly dropped: (...args: Parameters<Elsewhere['dropped']>) => void;
  readonly lost: string[] = [];
  answer: Promise<Claim> = Promise.resolve({ kind: 'lost' });

  constructor() {
    this.dropped = (sessionId) => this.lost.push(sessionId);
  }

  claim(sessionId: string, epoch: number, issuer: string): Promise<Claim> {
    this.asked.push({ sessionId, epoch, issuer });
    return this.answer;
  }

  continued(): void {}
}

function gateway() {
  const others = new Others();
  const world = new CallWorld({ session: { resumeWindowMs: 10_000 }, elsewhere: others });
  return { world, others };
}

function comeBack(
  { world }: ReturnType<typeof gateway>,
  ticket: { sessionId: string; resumeToken: string },
): ClientEnd {
  const client = world.connect();
  client.hello({ token: 'ada', resume: { ...ticket, lastOffset: 0, lastSeq: 7, attempt: 0 } });
  return client;
}

async function ticketOf(client: ClientEnd) {
  await Promise.resolve();
  await Promise.resolve();
  const [frame] = client.frames('welcome');
  if (frame === undefined) throw new Error('no welcome');
  return frame.body;
}

function answer(seq: number, payloadBytes: number): Frame {
  return { kind: 'response', seq, body: endedResponse(OK_END, [], new Uint8Array(payloadBytes)) };
}

describe('a session that moves between gateways', () => {
  it('is as old as it was, and has a later epoch at each', async () => {
    const [first, second, third] = [gateway(), gateway(), gateway()];
    const { client, session } = first.world.login({ token: 'ada' });
    const atSecond = await ticketOf(comeBack(second, await ticketOf(client)));
    await ticketOf(comeBack(third, atSecond));
    const all = [first, second, third].map(({ world }) => world.sessions.find(session.id)?.birth.times);
    const { createdAtUnixMs, epoch } = session.birth.times;
    expect(all).toEqual([0, 1, 2].map((moves) => ({ createdAtUnixMs, epoch: epoch + moves })));
    expect(third.others.asked).toEqual([{ sessionId: session.id, epoch: epoch + 1, issuer: 'here' }]);
  });

  it('is not the one that the gateway it left still has: that one ends, and the others are asked', async () => {
    const [first, second] = [gateway(), gateway()];
    const { client, session } = first.world.login({ token: 'ada' });
    const atSecond = await ticketOf(comeBack(second, await ticketOf(client)));
    const back = comeBack(first, atSecond);
    expect(session.state).toEqual({ kind: 'closed', reason: 'moved' });
    expect(client.frames('goAway')).toMatchObject([{ body: { code: 4505 } }]);
    expect((await ticketOf(back)).resumed).toBe(true);
    expect(first.world.sessions.find(session.id)?.birth.times.epoch).toBe(session.birth.times.epoch + 2);
  });

  it('welcomes its client before anything else, and has each answer that came with it for who asks', async () => {
    const here = gateway();
    const { client } = gateway().world.login({ token: 'ada' });
    const ticket = await ticketOf(client);
    const times = { createdAtUnixMs: 1, epoch: 1 };
    const answers = [5, 6, 7].map((seq) => answer(seq, 20_000));
    const session = { times, client: 'x', highestSeq: 7, answers, topics: [], open: [], gateway: '' };
    here.others.answer = Promise.resolve({ kind: 'handed', session });
    const back = comeBack(here, ticket);
    await ticketOf(back);
    for (const { kind, seq } of back.transport.frames) {
      if (kind === 'welcome') for (const asked of [5, 6, 7]) back.request(asked);
      else if (kind === 'ping') back.send({ kind: 'pong', seq });
    }
    expect(back.transport.kinds()[0]).toBe('welcome');
    for (const asked of [5, 6, 7]) {
      expect(back.responses(asked).map(({ status, payload }) => [status, payload.length])).toEqual([[0, 20_000]]);
    }
  });

  it('is over where its client does not wait for it', async () => {
    const here = gateway();
    const { client } = gateway().world.login({ token: 'ada' });
    const ticket = await ticketOf(client);
    const times = { createdAtUnixMs: 1, epoch: 1 };
    const session = { times, client: 'x', highestSeq: 1, answers: [], topics: [], open: [], gateway: '' };
    here.others.answer = Promise.resolve({ kind: 'handed', session });
    comeBack(here, ticket).vanish();
    await here.others.answer;
    await Promise.resolve();
    expect([here.others.lost, here.world.sessions.size]).toEqual([[ticket.sessionId], 0]);
  });
});
