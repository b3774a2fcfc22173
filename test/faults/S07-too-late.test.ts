import { describe, expect, it } from 'vitest';
import { FaultGround } from '../support/fault-ground.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { RawClient } from '../support/raw-client.ts';
import { waitFor } from '../support/wait-for.ts';

async function login(address: string) {
  const client = await RawClient.connect(address);
  client.hello({ token: 'ada' });
  return { client, ...(await welcomeOf(client)) };
}

async function welcomeOf(client: RawClient) {
  const welcome = await client.frame({ kind: 'welcome' });
  if (welcome.kind !== 'welcome') throw new Error('no welcome');
  return welcome.body;
}

describe('S7', () => {
  it('who comes back after the window gets a new session, whole', async () => {
    const ground = await FaultGround.open(['--session-resume-window-ms', '200']);
    try {
      await ground.survives(async () => {
        const { client, sessionId, resumeToken } = await login(ground.address);
        client.destroy();
        const expired = 'trunkline_sessions_closed_total{reason="expired"}';
        await waitFor('the window has passed', async () => (await ground.metric(expired)) === 1);
        const late = await ground.connect();
        late.hello({ token: 'ada', resume: { sessionId, resumeToken, lastOffset: 0, lastSeq: 7, attempt: 0 } });
        const welcome = await welcomeOf(late);
        expect([welcome.resumed, welcome.sessionId === sessionId]).toEqual([false, false]);
        late.destroy();
      });
    } finally {
      await ground[Symbol.asyncDispose]();
    }
  });

  it('who comes back after a restart gets a new session, whole, with or without the old key', async () => {
    for (const flags of [[], ['--session-resume-secret', 'a secret of more than thirty-two letters']]) {
      const first = await GatewayProcess.start(flags);
      const { sessionId, resumeToken } = await login(first.addresses.client);
      await first.destroy();
      const second = await GatewayProcess.start(flags);
      try {
        const client = await RawClient.connect(second.addresses.client);
        client.hello({ token: 'ada', resume: { sessionId, resumeToken, lastOffset: 3, lastSeq: 7, attempt: 0 } });
        const welcome = await welcomeOf(client);
        expect([welcome.resumed, welcome.sessionId === sessionId]).toEqual([false, false]);
        client.destroy();
      } finally {
        await second.destroy();
      }
    }
  });
});
