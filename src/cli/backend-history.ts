import { Command } from 'commander';
import { REVISION_COLUMNS } from './backend-rows.ts';
import { adminOption, outputOption, type RegistryOptions, registryOption } from './options.ts';
import { writeList } from './output.ts';
import { withRegistry } from './registry-access.ts';
import type { Terminal } from './terminal.ts';

export function backendHistoryCommand(terminal: Terminal): Command {
  return new Command('history')
    .description('list all revisions of a backend, the newest first')
    .argument('<name>', 'the backend')
    .addOption(adminOption())
    .addOption(registryOption())
    .addOption(outputOption())
    .action(async (name: string, options: RegistryOptions) => {
      const { revisions } = await withRegistry(options, terminal, (admin) =>
        admin.call(admin.registry.ListRevisions, { name }),
      );
      await writeList(terminal, options.output ?? null, revisions, REVISION_COLUMNS, revisions);
    });
}
