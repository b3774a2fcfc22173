import { Command } from 'commander';
import { type OutputOptions, outputOption } from './options.ts';
import { wroteDocument } from './output.ts';
import { packageVersion } from './package-version.ts';
import type { Terminal } from './terminal.ts';

export function versionCommand(terminal: Terminal): Command {
  return new Command('version')
    .description('print the version of this package and of Node')
    .addOption(outputOption())
    .action(async ({ output }: OutputOptions) => {
      const versions = { trunkline: packageVersion(), node: process.versions.node };
      if (await wroteDocument(terminal, output ?? null, versions)) return;
      terminal.out(`trunkline ${versions.trunkline} (node ${versions.node})\n`);
    });
}
