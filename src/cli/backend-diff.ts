import { Command, Option } from 'commander';
import type { Change, DiffBackendResponse } from '../admin-api/index.ts';
import { type DescriptorOptions, descriptorOptions, readDescriptors } from './descriptor-source.ts';
import { changeKindName, counted } from './display-names.ts';
import { EXIT } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { adminOption, outputOption, type RegistryOptions, registryOption, revisionArgument } from './options.ts';
import { writeList } from './output.ts';
import { withRegistry } from './registry-access.ts';
import type { Column } from './table.ts';
import type { Terminal } from './terminal.ts';

const COLUMNS: readonly Column<Change>[] = [
  { title: 'CHANGE', of: ({ kind }) => changeKindName(kind) },
  { title: 'SYMBOL', of: ({ symbol }) => symbol },
  { title: 'DETAIL', of: ({ detail }) => detail },
];

interface DiffOptions extends RegistryOptions, DescriptorOptions {
  readonly to?: number;
}

export function backendDiffCommand(terminal: Terminal): Command {
  const command = new Command('diff')
    .description('say what differs between the live revision and another, or descriptors that are not uploaded yet')
    .argument('<name>', 'the backend');
  for (const option of descriptorOptions()) command.addOption(option);
  return command
    .addOption(
      new Option('--to <revision>', 'the revision to compare with; without any of these, the one before')
        .argParser(revisionArgument)
        .conflicts(['descriptors', 'proto', 'reflect']),
    )
    .addOption(adminOption())
    .addOption(registryOption())
    .addOption(outputOption())
    .action(async (name: string, options: DiffOptions) => {
      const { output, to } = options;
      const descriptorSet = await readDescriptors(options);
      const request = descriptorSet === null ? { name, to: to ?? 0 } : { name, descriptorSet };
      const diff = await withRegistry(options, terminal, (admin) => admin.call(admin.registry.DiffBackend, request));
      terminal.err(`${summary(name, diff)}\n`);
      await writeList(terminal, output ?? null, diff, COLUMNS, diff.changes);
      if (diff.incompatibilities.length > 0) throw breaking(name, diff);
    });
}

function summary(name: string, { fromRevision, toRevision, changes }: DiffBackendResponse): string {
  const other = toRevision === 0 ? 'the descriptors given' : `revision ${toRevision}`;
  return `${name}: revision ${fromRevision} to ${other}: ${counted(changes.length, 'change')}.`;
}

function breaking(name: string, { incompatibilities }: DiffBackendResponse): Failure {
  return new Failure(`The change would break clients of ${name}.`, {
    exitCode: EXIT.INCOMPATIBLE,
    findings: incompatibilities,
  });
}
