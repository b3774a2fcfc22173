import { Command } from 'commander';
import { withAdmin } from './admin-access.ts';
import { backendFacts } from './backend-rows.ts';
import { type AdminOptions, adminOption, outputOption } from './options.ts';
import { writeFacts } from './output.ts';
import type { Terminal } from './terminal.ts';

export function backendShowCommand(terminal: Terminal): Command {
  return new Command('show')
    .description('show a backend with its live revision')
    .argument('<name>', 'the backend')
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async (name: string, { admin: address, output }: AdminOptions) => {
      const { backend } = await withAdmin(address, (admin) => admin.call(admin.registry.GetBackend, { name }));
      const facts = backend?.revision ? backendFacts(backend.name, backend.revision) : [];
      await writeFacts(terminal, output ?? null, backend, facts);
    });
}
