import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { BAD_DESCRIPTORS } from '../support/bad-backend.ts';
import { encodeEchoRequest } from '../support/echo-messages.ts';
import { badCall, echoCall, FaultGround } from '../support/fault-ground.ts';
import type { RawClient } from '../support/raw-client.ts';
import { runCli } from '../support/run-cli.ts';

const CANARY = 'canary-7f3a';
const HEX = Buffer.from(CANARY).toString('hex');
const BASE64 = Buffer.from(CANARY).toString('base64').replace(/=+$/, '');
const METADATA = [
  { key: 'authorization', value: `Bearer ${CANARY}` },
  { key: 'x-secret-bin', value: Buffer.from(CANARY) },
];
const JSON_ENCODING = 2;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--log-level', 'trace']);
});
afterAll(() => ground[Symbol.asyncDispose]());

function expectNoSecret(output: string, ...secrets: readonly string[]): void {
  for (const secret of [CANARY, HEX, BASE64, ...secrets]) expect(output).not.toContain(secret);
}

/** One call that fails in each way that comes to mind, with a secret in all that the client may fill in. */
async function failInEveryWay(client: RawClient): Promise<void> {
  const secret = { ...echoCall({ body: Buffer.from(CANARY) }), metadata: METADATA };
  const refused = [
    { ...secret, service: 'no.such.Service' },
    { ...secret, method: 'NoSuch' },
    { ...secret, timeoutMs: 2 ** 32 - 1 },
    { ...secret, encoding: 9 },
    { ...secret, encoding: JSON_ENCODING, payload: Buffer.from(`{"${CANARY}": "${CANARY}"}`) },
    { ...secret, metadata: [...METADATA, { key: 'x-bad', value: `${CANARY}\n` }] },
    { ...secret, payload: encodeEchoRequest({ status: 13, statusMessage: CANARY }) },
    { ...secret, payload: encodeEchoRequest({ delayMs: 500 }), timeoutMs: 30 },
    { ...badCall('StatusAbc'), metadata: METADATA },
    { ...badCall('HtmlPage'), metadata: METADATA },
    { ...badCall('ResetMidData'), metadata: METADATA },
    { ...badCall('DropsConnection'), metadata: METADATA },
  ];
  for (const [index, request] of refused.entries()) client.request(index + 1, request);
  for (const index of refused.keys()) {
    expect((await client.response(index + 1)).status).not.toBe(STATUS.OK);
  }
}

describe('X10', () => {
  it('what a client sends in metadata and payloads is in no log, no metric and no view of the operator', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      await failInEveryWay(client);
      client.request(100, { ...echoCall({ body: Buffer.from(CANARY) }), metadata: METADATA });
      expect((await client.response(100)).status).toBe(STATUS.OK);
      const { admin } = ground.gateway.addresses;
      const views = await Promise.all([
        ground.gateway.get('/metrics'),
        ...['sessions', 'backend'].map((what) => runCli([what, 'list', '-o', 'json', '--admin', admin])),
      ]);
      for (const view of views) expectNoSecret(JSON.stringify(view));
      client.destroy();
    });
    expectNoSecret(ground.gateway.log.join('\n'));
  });

  it('a connection that breaks the protocol leaves no more of its secrets in the log than its first bytes', async () => {
    await ground.survives(async () => {
      const late = await ground.login();
      late.request(1, { ...echoCall({ body: Buffer.from(CANARY) }), metadata: METADATA });
      await late.response(1);
      late.write(Buffer.concat([Buffer.of(5 + CANARY.length, 0x08, 1, 0x0f), Buffer.from(`${CANARY}    `)]));
      expect(await late.goAway()).toMatchObject({ code: 4500 });
      late.destroy();
      const stranger = await ground.connect();
      stranger.write(Buffer.from(`GET /${'x'.repeat(40)} HTTP/1.1\r\nAuthorization: Bearer ${CANARY}\r\n\r\n`));
      expect(await stranger.goAway()).toMatchObject({ code: 4500 });
      stranger.destroy();
    });
    expectNoSecret(ground.gateway.log.join('\n'));
  });

  it('the resume token is told to its client, and to nobody else', async () => {
    let token = '';
    await ground.survives(async () => {
      const client = await ground.connect();
      client.hello({});
      const welcome = await client.frame({ kind: 'welcome' });
      token = JSON.stringify(welcome).match(/"resumeToken":"([^"]+)"/)?.[1] ?? '';
      expect(token.length).toBeGreaterThan(40);
      const { admin } = ground.gateway.addresses;
      const views = await Promise.all([
        ground.gateway.get('/metrics'),
        runCli(['sessions', 'list', '-o', 'json', '--admin', admin]),
      ]);
      for (const view of views) expectNoSecret(JSON.stringify(view), token);
      client.destroy();
    });
    expectNoSecret(ground.gateway.log.join('\n'), token);
  });

  it('no failure tells one client what another has sent', async () => {
    await ground.survives(async () => {
      const [victim, other] = await Promise.all([ground.login(), ground.login()]);
      await failInEveryWay(victim);
      await ground.register('bad', BAD_DESCRIPTORS, ground.bad.address);
      const heard: unknown[] = [];
      const requests = [
        badCall('StatusAbc'),
        badCall('HtmlPage'),
        badCall('DropsConnection'),
        echoCall({ status: 13 }),
      ];
      for (const [index, request] of requests.entries()) {
        other.request(index + 1, request);
        heard.push(await other.response(index + 1));
      }
      expectNoSecret(JSON.stringify(heard));
      victim.destroy();
      other.destroy();
    });
  });
});
