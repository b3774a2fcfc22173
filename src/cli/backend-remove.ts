import { Command } from 'commander';
import { adminOption, outputOption, type RegistryOptions, registryOption } from './options.ts';
import { wroteDocument } from './output.ts';
import { withRegistry } from './registry-access.ts';
import type { Terminal } from './terminal.ts';

export function backendRemoveCommand(terminal: Terminal): Command {
  return new Command('remove')
    .description('take a backend out of service; its history stays')
    .argument('<name>', 'the backend')
    .addOption(adminOption())
    .addOption(registryOption())
    .addOption(outputOption())
    .action(async (name: string, options: RegistryOptions) => {
      await withRegistry(options, terminal, (admin) => admin.call(admin.registry.RemoveBackend, { name }));
      terminal.err(`Removed ${name}. Registering it again goes on from its last revision.\n`);
      await wroteDocument(terminal, options.output ?? null, {});
    });
}
