import { describe, expect, test } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.ts';
import { run } from '../../../src/cli/run.ts';
import { startAdmin } from '../../support/admin-server.ts';
import { backendRecord, registryOf } from '../../support/admin-views.ts';
import { RecordingTerminal } from '../../support/recording-terminal.ts';

describe('the command line', () => {
  test.each([
    [[], /^Usage: trunkline /],
    [['backend'], /^Usage: trunkline backend /],
    [['frobnicate'], /^Error: unknown command 'frobnicate'/],
    [['lst'], /Did you mean list\?/],
    [['backend', 'shw', 'x'], /Did you mean show\?/],
    [['list', '--amdin', 'x:1'], /Did you mean --admin\?/],
    [['list', '--admin', 'localhost'], /It must be HOST:PORT/],
    [['backend', 'show'], /missing required argument 'name'/],
    [['backend', 'show', 'a', 'b'], /too many arguments/],
    [['backend', 'rollback', 'x'], /required option '--to <revision>'/],
    [['backend', 'rollback', 'x', '--to', '0'], /It must be the number of a revision/],
    [['backend', 'register', 'x', '--descriptors', 'f'], /--endpoint, or --consul or --instance, is needed/],
    [['backend', 'register', 'x', '--endpoint', 'a:1', '--compat', 'strict'], /choices are wire_json, wire, none/],
    [['backend', 'register', 'x', '--endpoint', 'a:1', '--timeout', '5'], /such as 5s, 1500ms or 2m/],
    [['backend', 'register', 'x', '--endpoint', 'a:1'], /^Error: Nothing says where the descriptors come from/],
    [['sessions', 'list', '--limit', 'all'], /It must be a number from 1/],
    [['call', 'a.B/C', '-d', '{'], /^Error: What -d gives is not JSON/],
    [['call', 'a.B/C', '-H', 'nothing'], /It must be 'key: value'/],
    [['call', 'a.B/C', '--gateway', 'localhost:1'], /It must be tcp:\/\/HOST:PORT/],
    [['list', '-o', 'xml'], /Allowed choices are table, json, yaml/],
    [['completion', 'tcsh'], /Allowed choices are bash, zsh, fish, powershell/],
  ])('%j is a fault of usage: exit code 2, and nothing on standard output', async (words, message) => {
    const terminal = new RecordingTerminal();
    expect(await run(words, terminal)).toBe(EXIT.USAGE);
    expect(terminal.written).toBe('');
    expect(terminal.said).toMatch(message);
  });

  test('help goes to standard output and is no failure', async () => {
    const terminal = new RecordingTerminal();
    expect(await run(['backend', 'register', '--help'], terminal)).toBe(EXIT.OK);
    expect(terminal.written).toMatch(/^Usage: trunkline backend register/);
    expect(terminal.said).toBe('');
  });

  test('data is on standard output, and what happened on standard error', async () => {
    const remove = async () => ({ kind: 'removed', record: backendRecord({ active: null }) }) as const;
    await using admin = await startAdmin({ registry: registryOf([backendRecord()], { remove }) });
    const [listing, removing] = [new RecordingTerminal(), new RecordingTerminal()];
    expect(await run(['backend', 'list', '--admin', admin.address], listing)).toBe(EXIT.OK);
    expect(await run(['backend', 'remove', 'orders', '--admin', admin.address], removing)).toBe(EXIT.OK);
    expect(listing.written).toBe('orders\t1\t1\t1\t127.0.0.1:5001\t2023-11-14T22:13:20Z\n');
    expect(listing.said).toBe('');
    expect(removing.written).toBe('');
    expect(removing.said).toBe('Removed orders. Registering it again goes on from its last revision.\n');
  });

  test('what breaks clients ends a diff with 100, after the diff', async () => {
    const diff = async () =>
      ({
        kind: 'difference',
        fromRevision: 3,
        toRevision: 2,
        changes: [{ kind: 'removed', symbol: 'a.B.c', detail: 'field 1' }],
        incompatibilities: [
          {
            rule: 'FIELD_NO_DELETE',
            file: 'a.proto',
            symbol: 'a.B.c',
            message: 'Field c is gone.',
            remedy: 'Keep it.',
          },
        ],
      }) as const;
    await using admin = await startAdmin({ registry: registryOf([], { diff }) });
    const terminal = new RecordingTerminal();
    expect(await run(['backend', 'diff', 'orders', '--admin', admin.address], terminal)).toBe(EXIT.INCOMPATIBLE);
    expect(terminal.written).toBe('removed\ta.B.c\tfield 1\n');
    expect(terminal.said).toContain('orders: revision 3 to revision 2: 1 change.\n');
    expect(terminal.said).toContain('  a.proto: a.B.c: Field c is gone. [FIELD_NO_DELETE]\n    Keep it.\n');
  });

  test('a listener that speaks something else is not taken for a gateway', async () => {
    const { createServer } = await import('node:http');
    const server = createServer((_, response) => response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const terminal = new RecordingTerminal();
    const code = await run(['list', '--admin', `127.0.0.1:${port}`], terminal);
    server.close();
    server.closeAllConnections();
    expect(code).toBe(EXIT.FAILED);
    expect(terminal.said).toContain(`127.0.0.1:${port}`);
  });
});
