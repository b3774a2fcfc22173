import { Command } from 'commander';
import { withAdmin } from './admin-access.ts';
import { REVISION_COLUMNS } from './backend-rows.ts';
import { type AdminOptions, adminOption, outputOption } from './options.ts';
import { writeList } from './output.ts';
import type { Terminal } from './terminal.ts';

export function backendHistoryCommand(terminal: Terminal): Command {
  return new Command('history')
    .description('list all revisions of a backend, the newest first')
    .argument('<name>', 'the backend')
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async (name: string, { admin: address, output }: AdminOptions) => {
      const { revisions } = await withAdmin(address, (admin) => admin.call(admin.registry.ListRevisions, { name }));
      await writeList(terminal, output ?? null, revisions, REVISION_COLUMNS, revisions);
    });
}
