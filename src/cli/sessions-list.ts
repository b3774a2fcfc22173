import { Command } from 'commander';
import type { Session } from '../admin-api/index.ts';
import { withAdmin } from './admin-access.ts';
import { sessionStateName, spanName } from './display-names.ts';
import { type AdminOptions, adminOption, countArgument, outputOption } from './options.ts';
import { writeList } from './output.ts';
import type { Column } from './table.ts';
import type { Terminal } from './terminal.ts';

const COLUMNS: readonly Column<Session>[] = [
  { title: 'SESSION', of: ({ id }) => id },
  { title: 'USER', of: ({ user }) => user || '-' },
  { title: 'CLIENT', of: ({ client }) => client || '-' },
  { title: 'STATE', of: ({ state }) => sessionStateName(state) },
  { title: 'ADDRESS', of: ({ remoteAddress }) => remoteAddress || '-' },
  { title: 'AGE', of: ({ createdAtUnixMs }) => spanName(Date.now() - createdAtUnixMs), align: 'right' },
  { title: 'IDLE', of: ({ idleMs }) => spanName(idleMs), align: 'right' },
  { title: 'IN FLIGHT', of: ({ callsInFlight }) => callsInFlight, align: 'right' },
  { title: 'CALLS', of: ({ callsTotal }) => callsTotal, align: 'right' },
];

interface ListOptions extends AdminOptions {
  readonly limit: number;
  readonly cluster?: boolean;
}

export function sessionsListCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('list sessions, the oldest first')
    .option('--cluster', 'those of all gateways that share a bus')
    .option('--limit <count>', 'how many at most', countArgument, 1_000)
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async ({ admin: address, output, limit, cluster = false }: ListOptions) => {
      const found = await withAdmin(address, (admin) => admin.call(admin.sessions.ListSessions, { limit, cluster }));
      await writeList(terminal, output ?? null, found, COLUMNS, found.sessions);
      const rest = found.total - found.sessions.length;
      if (rest > 0) terminal.err(`${rest} more are not shown; see --limit.\n`);
    });
}
