import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Command } from 'commander';
import { type OutputOptions, outputOption } from './options.ts';
import { wroteDocument } from './output.ts';
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

function packageVersion(): string {
  const file = createRequire(import.meta.url).resolve('trunkline/package.json');
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const found = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null;
  return typeof found === 'string' ? found : 'unknown';
}
