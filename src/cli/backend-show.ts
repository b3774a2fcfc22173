import { Command } from 'commander';
import { backendFacts } from './backend-rows.ts';
import { adminOption, outputOption, type RegistryOptions, registryOption } from './options.ts';
import { writeFacts } from './output.ts';
import { withRegistry } from './registry-access.ts';
import type { Terminal } from './terminal.ts';

export function backendShowCommand(terminal: Terminal): Command {
  return new Command('show')
    .description('show a backend with its live revision')
    .argument('<name>', 'the backend')
    .addOption(adminOption())
    .addOption(registryOption())
    .addOption(outputOption())
    .action(async (name: string, options: RegistryOptions) => {
      const { backend, endpoints } = await withRegistry(options, terminal, (admin) =>
        admin.call(admin.registry.GetBackend, { name }),
      );
      const facts = backend?.revision ? backendFacts(backend.name, backend.revision, endpoints) : [];
      await writeFacts(terminal, options.output ?? null, backend, facts);
    });
}
