import { Command } from 'commander';
import { withAdmin } from './admin-access.ts';
import { type AdminOptions, adminOption, outputOption } from './options.ts';
import { wroteDocument } from './output.ts';
import type { Terminal } from './terminal.ts';

interface KickOptions extends AdminOptions {
  readonly reason?: string;
}

export function sessionsKickCommand(terminal: Terminal): Command {
  return new Command('kick')
    .description('end a session and its connection')
    .argument('<id>', 'the session')
    .option('--reason <text>', 'what the client is told')
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async (id: string, { admin: address, output, reason }: KickOptions) => {
      const request = { id, reason: reason ?? '' };
      await withAdmin(address, (admin) => admin.call(admin.sessions.KickSession, request));
      terminal.err(`Kicked ${id}.\n`);
      await wroteDocument(terminal, output ?? null, {});
    });
}
