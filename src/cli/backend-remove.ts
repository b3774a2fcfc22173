import { Command } from 'commander';
import { withAdmin } from './admin-access.ts';
import { type AdminOptions, adminOption, outputOption } from './options.ts';
import { wroteDocument } from './output.ts';
import type { Terminal } from './terminal.ts';

export function backendRemoveCommand(terminal: Terminal): Command {
  return new Command('remove')
    .description('take a backend out of service; its history stays')
    .argument('<name>', 'the backend')
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async (name: string, { admin: address, output }: AdminOptions) => {
      await withAdmin(address, (admin) => admin.call(admin.registry.RemoveBackend, { name }));
      terminal.err(`Removed ${name}. Registering it again goes on from its last revision.\n`);
      await wroteDocument(terminal, output ?? null, {});
    });
}
