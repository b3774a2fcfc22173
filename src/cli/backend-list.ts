import { Command } from 'commander';
import { BACKEND_COLUMNS } from './backend-rows.ts';
import { adminOption, outputOption, type RegistryOptions, registryOption } from './options.ts';
import { writeList } from './output.ts';
import { withRegistry } from './registry-access.ts';
import type { Terminal } from './terminal.ts';

export function backendListCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('list the live backends')
    .addOption(adminOption())
    .addOption(registryOption())
    .addOption(outputOption())
    .action(async (options: RegistryOptions) => {
      const { backends } = await withRegistry(options, terminal, (admin) =>
        admin.call(admin.registry.ListBackends, {}),
      );
      await writeList(terminal, options.output ?? null, backends, BACKEND_COLUMNS, backends);
    });
}
