import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ECHO_DESCRIPTORS, ECHO_SERVICE } from '../support/echo-messages.ts';
import { CLI, GatewayProcess } from '../support/gateway-process.ts';
import { NodeEchoBackend } from '../support/node-echo-backend.ts';
import { runCli } from '../support/run-cli.ts';
import { waitFor } from '../support/wait-for.ts';

let gateway: GatewayProcess;
let echo: NodeEchoBackend;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  [gateway, echo] = await Promise.all([GatewayProcess.start(), NodeEchoBackend.start()]);
  const { admin, client } = gateway.addresses;
  environment = { TRUNKLINE_ADMIN: admin, TRUNKLINE_GATEWAY: `tcp://${client}` };
  const register = ['backend', 'register', 'echo', '--descriptors', ECHO_DESCRIPTORS, '--endpoint', echo.address];
  expect(await runCli(register, environment)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await gateway.destroy();
  await echo.stop();
});

const base64 = (value: string) => Buffer.from(value).toString('base64');
const call = (method: string, input: string, ...args: string[]) =>
  runCli(['call', `${ECHO_SERVICE}/${method}`, '-d', '@', ...args], environment, input);
const lines = (output: string) =>
  output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('trunkline call', () => {
  test('prints each message of a server stream on a line of its own', async () => {
    const { code, stdout, stderr } = await call('ServerStream', '{"count": 3}');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(lines(stdout).map(({ index }) => index ?? 0)).toEqual([0, 1, 2]);
  });

  test('sends each document of its input to a client stream, and prints the one answer', async () => {
    const input = `{"body":"${base64('a')}"}\n{\n "body": "${base64('b')}"\n}\n`;
    const { code, stdout } = await call('ClientStream', input);
    expect(code).toBe(0);
    expect(lines(stdout)).toMatchObject([{ body: base64('b'), count: 2 }]);
  });

  test('sends one document to a client stream, too', async () => {
    const { stdout } = await call('ClientStream', `{"body":"${base64('only')}"}`);
    expect(lines(stdout)).toMatchObject([{ body: base64('only'), count: 1 }]);
  });

  test('answers each line of a conversation while it goes on', async () => {
    const child = spawn(process.execPath, [CLI, 'call', `${ECHO_SERVICE}/BidiStream`, '-d', '@'], {
      env: { ...process.env, ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const word of ['one', 'two', 'three']) {
      child.stdin.write(`{"body":"${base64(word)}"}\n`);
      const { value } = await answers.next();
      expect(JSON.parse(String(value))).toMatchObject({ body: base64(word) });
    }
    child.stdin.end();
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });

  test('prints YAML documents where they are asked for', async () => {
    const { stdout } = await call('ServerStream', '{"count": 2}', '-o', 'yaml');
    expect(stdout.match(/^---$/gm)?.length).toBe(2);
  });

  test('fails with the status that the stream ends with, after what came before it', async () => {
    const { code, stdout, stderr } = await call('ServerStream', '{"count": 2, "status": 9, "statusMessage": "closed"}');
    expect(code).toBe(64 + 9);
    expect(lines(stdout).length).toBe(2);
    expect(stderr).toContain('FAILED_PRECONDITION: closed');
  });

  test('names the field where a message of a stream does not fit', async () => {
    const { code, stderr } = await call('BidiStream', '{"body":"YQ=="}\n{"count":"many"}\n');
    expect(code).toBe(64 + 3);
    expect(stderr).toContain('count');
  });

  test('names the line where the input is not JSON', async () => {
    const { code, stderr } = await call('BidiStream', '{"body":"YQ=="}\nnonsense\n');
    expect(code).toBe(2);
    expect(stderr).toContain('line 2');
  });

  test('sends one message to a unary method, and says that the others were not sent', async () => {
    const begun = echo.begun;
    const { code, stdout, stderr } = await call('Unary', '{"body":"YQ=="}\n{"body":"Yg=="}\n');
    expect(code).toBe(2);
    expect(lines(stdout)).toMatchObject([{ body: 'YQ==' }]);
    expect(stderr).toContain('takes one message');
    expect(echo.begun).toBe(begun + 1);
  });

  test('is cancelled by Ctrl-C, and the backend is told', async () => {
    const { begun, cancelled } = echo;
    const child = spawn(
      process.execPath,
      [CLI, 'call', `${ECHO_SERVICE}/ServerStream`, '-d', '{"count":1,"delayMs":60000}'],
      {
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const said = text(child.stderr);
    await waitFor('the call is at the backend', () => echo.begun === begun + 1);
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(130);
    expect(await said).toContain('Cancelled.');
    await waitFor('the backend is told', () => echo.cancelled === cancelled + 1);
  });

  test('that nobody reads any more ends, and the backend is told', async () => {
    const { cancelled } = echo;
    const child = spawn(
      'bash',
      [
        '-c',
        `'${process.execPath}' '${CLI}' call ${ECHO_SERVICE}/ServerStream -d '{"count":100000000,"size":1000}' | head -1`,
      ],
      {
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    expect(lines(await text(child.stdout)).length).toBe(1);
    await waitFor('the backend is told', () => echo.cancelled > cancelled);
  });
});
