import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { CLI } from '../support/gateway-process.ts';
import { runCli } from '../support/run-cli.ts';

const NOBODY = { TRUNKLINE_ADMIN: '127.0.0.1:1' };

describe('the command line', () => {
  test('a variable that holds no address is a fault of usage too', async () => {
    const refused = await runCli(['list'], { TRUNKLINE_ADMIN: 'nowhere' });
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('TRUNKLINE_ADMIN') });
  });

  test('without a gateway a command fails with 1, and says where it looked and what to do', async () => {
    const failed = await runCli(['list'], NOBODY);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toBe(
      [
        'Error: No gateway answers at 127.0.0.1:1.',
        '  cause: connect ECONNREFUSED 127.0.0.1:1',
        'Start one with `trunkline serve`, or name its admin listener with --admin or TRUNKLINE_ADMIN.',
        '',
      ].join('\n'),
    );
  });

  test('the flag beats the variable', async () => {
    const failed = await runCli(['list', '--admin', '127.0.0.1:2'], NOBODY);
    expect(failed.stderr).toContain('No gateway answers at 127.0.0.1:2.');
  });

  test('version needs nothing, and fits a script', async () => {
    const [plain, json] = await Promise.all([runCli(['version']), runCli(['version', '-o', 'json'])]);
    expect(plain.stdout).toMatch(/^trunkline \d+\.\d+\.\d+ \(node \d+\.\d+\.\d+\)\n$/);
    expect(JSON.parse(json.stdout)).toEqual({ trunkline: expect.any(String), node: process.versions.node });
  });

  test('a reader that has enough is no failure', async () => {
    const child = spawn(process.execPath, [CLI, 'completion', 'bash'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect({ complaint, code }).toEqual({ complaint: '', code: 0 });
  });
});

describe('shell completion', () => {
  test('its script is one that bash takes', async () => {
    const { stdout } = await runCli(['completion', 'bash']);
    const checked = promisify(execFile)('bash', ['-n', '-c', stdout]);
    await expect(checked).resolves.toMatchObject({ stderr: '' });
    expect(stdout).toContain('trunkline complete --');
  });

  test.each(['zsh', 'fish', 'powershell'])('there is one for %s', async (shell) => {
    const { code, stdout } = await runCli(['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/trunkline.* complete/);
  });

  test.each([
    [['back'], ['backend']],
    [
      ['sessions', ''],
      ['kick', 'list', 'show'],
    ],
    [
      ['backend', 'r'],
      ['register', 'remove', 'rollback'],
    ],
    [['backend', 'register', 'x', '--comp'], ['--compat']],
    [
      ['backend', 'register', 'x', '--compat', 'w'],
      ['wire', 'wire_json'],
    ],
    [
      ['list', '-o', ''],
      ['json', 'table', 'yaml'],
    ],
    [['serve', '--session-max-i'], ['--session-max-in-flight']],
    [
      ['completion', ''],
      ['bash', 'fish', 'powershell', 'zsh'],
    ],
  ])('%j is completed with %j', async (words, offered) => {
    const { stdout } = await runCli(['complete', '--', ...words], NOBODY);
    const lines = stdout.split('\n').filter((line) => line !== '' && !line.startsWith(':'));
    expect(lines.map((line) => line.split('\t')[0]).sort()).toEqual(offered);
  });
});
