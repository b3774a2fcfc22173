import { Command } from 'commander';
import { BACKEND_COLUMNS } from './backend-rows.ts';
import { adminOption, outputOption, type RegistryOptions, registryOption, revisionArgument } from './options.ts';
import { writeList } from './output.ts';
import { withRegistry } from './registry-access.ts';
import type { Terminal } from './terminal.ts';

interface RollbackOptions extends RegistryOptions {
  readonly to: number;
}

export function backendRollbackCommand(terminal: Terminal): Command {
  return new Command('rollback')
    .description('make an earlier revision live again, as a new revision')
    .argument('<name>', 'the backend')
    .requiredOption('--to <revision>', 'the revision to go back to', revisionArgument)
    .addOption(adminOption())
    .addOption(registryOption())
    .addOption(outputOption())
    .action(async (name: string, options: RollbackOptions) => {
      const { to } = options;
      const request = { name, to };
      const { backend, changed } = await withRegistry(options, terminal, (admin) =>
        admin.call(admin.registry.RollbackBackend, request),
      );
      const live = backend?.revision?.number ?? 0;
      terminal.err(
        changed
          ? `Rolled ${name} back to revision ${to}: revision ${live} is live.\n`
          : `Revision ${live} of ${name}, which is live, is the same as revision ${to}. Nothing changed.\n`,
      );
      const rows = backend === null ? [] : [backend];
      await writeList(terminal, options.output ?? null, { backend, changed }, BACKEND_COLUMNS, rows);
    });
}
