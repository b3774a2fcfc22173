import { Command } from 'commander';
import { withAdmin } from './admin-access.ts';
import { BACKEND_COLUMNS } from './backend-rows.ts';
import { type AdminOptions, adminOption, outputOption } from './options.ts';
import { writeList } from './output.ts';
import type { Terminal } from './terminal.ts';

export function backendListCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('list the live backends')
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async ({ admin: address, output }: AdminOptions) => {
      const { backends } = await withAdmin(address, (admin) => admin.call(admin.registry.ListBackends, {}));
      await writeList(terminal, output ?? null, backends, BACKEND_COLUMNS, backends);
    });
}
