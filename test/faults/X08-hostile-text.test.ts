import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClient } from '../../src/admin-api/index.ts';
import { STATUS } from '../../src/status/index.ts';
import { BAD_SERVICE } from '../support/bad-backend.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { runCli } from '../support/run-cli.ts';

/** A forged log line, a terminal that changes colour and title, the end of a script, the other direction of writing. */
const HOSTILE = '\n{"level":60}\r\u001b[31m\u001b]0;owned\u0007</script><script>alert(1)</script>\u202e\u0000';
const LONG = 'x'.repeat(1024 * 1024);
/** What no line of the log and no line for a terminal may hold. */
const CONTROL = /\p{Cc}/u;
const LONGEST_LINE = 4096;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--log-level', 'trace']);
});
afterAll(() => ground[Symbol.asyncDispose]());

/** Runs a fault, and holds that the log is what it always is: JSON of a few thousand characters a line. */
async function logsPlainly(fault: () => Promise<void>): Promise<void> {
  const logged = ground.gateway.log.length;
  await ground.survives(fault);
  for (const line of ground.gateway.log.slice(logged)) {
    expect(line).not.toMatch(CONTROL);
    expect(line.length).toBeLessThan(LONGEST_LINE);
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), name: 'trunkline' });
  }
}

describe('X8', () => {
  it.each([
    ['hostile', HOSTILE],
    ['a megabyte long', LONG],
  ])('names, metadata and reasons of a client that are %s do not reach the log as they are', async (_, text) => {
    const say = async () => {
      const client = await ground.login();
      client.request(1, { service: text, method: 'Get' });
      client.request(2, { service: BAD_SERVICE, method: text });
      client.request(3, { ...echoCall({}), metadata: [{ key: text, value: 'x' }] });
      client.request(4, { ...echoCall({}), metadata: [{ key: 'x-note', value: text }] });
      client.request(5, { ...echoCall({}), encoding: 2, payload: Buffer.from(text) });
      for (const seq of [1, 2, 3, 4, 5]) {
        const { status, message } = await client.response(seq);
        expect(status).toBe(STATUS.INVALID_ARGUMENT);
        expect(message).not.toMatch(CONTROL);
        expect(message.length).toBeLessThan(LONGEST_LINE);
      }
      client.send({ kind: 'goAway', seq: 0, body: { code: 4000, reason: text, reconnect: false, retryAfterMs: 0 } });
      await client.end();
      client.destroy();
    };
    // Once, for the heap to have been as large as it gets.
    await say();
    await logsPlainly(say);
  });

  it('first bytes that are hostile are logged in hex, and few of them', async () => {
    await logsPlainly(async () => {
      const client = await ground.connect();
      client.write(Buffer.from(`GET /${HOSTILE}${'y'.repeat(10_000)}`));
      expect(await client.goAway()).toMatchObject({ code: 4500 });
      client.destroy();
    });
    expect(ground.gateway.log.join('\n')).not.toContain('yyyyyyyy');
  });

  it('a backend’s words pass to the client that called, and not to the log', async () => {
    await logsPlainly(async () => {
      const client = await ground.login();
      client.request(1, echoCall({ status: 9, statusMessage: HOSTILE }));
      expect(await client.response(1)).toMatchObject({ status: STATUS.FAILED_PRECONDITION, message: HOSTILE });
      client.destroy();
    });
    expect(ground.gateway.log.join('\n')).not.toContain('owned');
  });

  it('what a client says of itself is cut, and the CLI shows it on one line that does nothing to the terminal', async () => {
    await logsPlainly(async () => {
      const client = await ground.login({
        client: `${HOSTILE}${'z'.repeat(1000)}`,
        token: `${HOSTILE}${'u'.repeat(1000)}`,
      });
      for (const format of ['table', 'json', 'yaml']) {
        const { code, stdout } = await runCli([
          ...['sessions', 'list', '-o', format, '--admin', ground.gateway.addresses.admin],
        ]);
        expect(code).toBe(0);
        expect(stdout).toContain('owned');
        expect(stdout.replaceAll('\n', '')).not.toMatch(CONTROL);
        expect(stdout).not.toContain('\u202e');
        expect(stdout).not.toContain('z'.repeat(129));
        expect(stdout).not.toContain('u'.repeat(257));
      }
      client.destroy();
    });
  });

  it.each([
    ['hostile', HOSTILE],
    ['a megabyte long', LONG],
  ])(
    'the operator’s reason for ending a session may be %s: the log and the client get a short line',
    async (_, reason) => {
      await logsPlainly(async () => {
        const client = await ground.login();
        const admin = adminClient(ground.gateway.addresses.admin, { timeoutMs: 10_000 });
        const { sessions } = await admin.call(admin.sessions.ListSessions, { limit: 100 });
        const id = sessions.at(-1)?.id ?? '';
        await admin.call(admin.sessions.KickSession, { id, reason });
        admin.close();
        const { code, reason: told } = await client.goAway();
        expect(code).toBe(4505);
        expect(told.length).toBeLessThanOrEqual(200);
        client.destroy();
      });
    },
  );
});
