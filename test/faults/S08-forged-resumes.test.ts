import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Resume } from '../../src/wire/index.ts';
import { FaultGround } from '../support/fault-ground.ts';
import type { RawClient } from '../support/raw-client.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

async function login(token: string): Promise<{ client: RawClient; resume: Resume }> {
  const client = await ground.connect();
  client.hello({ token });
  const welcome = await client.frame({ kind: 'welcome' });
  if (welcome.kind !== 'welcome') throw new Error('no welcome');
  const { sessionId, resumeToken } = welcome.body;
  return { client, resume: { sessionId, resumeToken, lastOffset: 0, lastSeq: 0, attempt: 0 } };
}

const REFUSED = { 'trunkline_frames_refused_total{reason="unauthenticated"}': 1 };

describe('S8', () => {
  it.each<[string, string, (resume: Resume, other: Resume) => Partial<Resume>]>([
    ['forged', 'ada', ({ resumeToken }) => ({ resumeToken: `${resumeToken.slice(0, -4)}AAAA` })],
    ['empty', 'ada', () => ({ resumeToken: '' })],
    ['of another user', 'eve', () => ({})],
    ['of another session', 'ada', (_, other) => ({ resumeToken: other.resumeToken })],
  ])('a resume token that is %s ends the connection with 4502, without a hint', async (_, token, change) => {
    await ground.survives(async () => {
      const [mine, other] = [await login('ada'), await login('ada')];
      const thief = await ground.connect();
      thief.hello({ token, resume: { ...mine.resume, ...change(mine.resume, other.resume) } });
      expect(await thief.goAway()).toMatchObject({ code: 4502, reason: 'the token is not valid', reconnect: false });
      await thief.end();
      // The session is where it was.
      mine.client.send({ kind: 'ping', seq: 9 });
      await mine.client.frame({ kind: 'pong', seq: 9 });
      for (const client of [mine.client, other.client, thief]) client.destroy();
    }, REFUSED);
  });

  it('of two who come back at once with the right token one has the session, and the other 4505', async () => {
    await ground.survives(async () => {
      const { client, resume } = await login('ada');
      client.destroy();
      const two = [await ground.connect(), await ground.connect()];
      for (const each of two) each.hello({ token: 'ada', resume });
      for (const each of two) await each.frame({ kind: 'welcome' });
      const codes: number[] = [];
      for (const each of two) {
        each.send({ kind: 'ping', seq: 5 });
        await Promise.race([each.frame({ kind: 'pong', seq: 5 }), each.goAway().then(({ code }) => codes.push(code))]);
      }
      expect(codes).toEqual([4505]);
      expect(await ground.metric('trunkline_sessions{state="active"}')).toBe(2);
      for (const each of two) each.destroy();
    });
  });

  it('a replaced connection that closes late does not end the session that moved on', async () => {
    await ground.survives(async () => {
      const { client, resume } = await login('ada');
      const next = await ground.connect();
      next.hello({ token: 'ada', resume });
      await next.frame({ kind: 'welcome' });
      expect(await client.goAway()).toMatchObject({ code: 4505 });
      await client.end();
      client.destroy();
      next.send({ kind: 'ping', seq: 5 });
      await next.frame({ kind: 'pong', seq: 5 });
      expect(await ground.metric('trunkline_sessions{state="active"}')).toBe(2);
      next.destroy();
    });
  });
});
