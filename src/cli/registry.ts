import { Command, Option } from 'commander';
import type { CopyResult } from '../gateway/index.ts';
import { getConfig } from './config-access.ts';
import { Failure } from './failure.ts';
import { durationArgument, type OutputOptions, outputOption } from './options.ts';
import { writeFacts, writeList } from './output.ts';
import type { Column } from './table.ts';
import type { Terminal } from './terminal.ts';

interface MoveOptions extends OutputOptions {
  readonly registry: string;
}

interface CollectOptions extends MoveOptions {
  readonly olderThan: number;
}

type CopiedBackend = Extract<CopyResult, { kind: 'copied' }>['backends'][number];

const COLUMNS: readonly Column<CopiedBackend>[] = [
  { title: 'BACKEND', of: ({ name }) => name },
  { title: 'REVISIONS', of: ({ revisions }) => String(revisions), align: 'right' },
  { title: 'OUTCOME', of: ({ outcome }) => outcome },
];

const HOUR_MS = 3_600_000;

export function registryCommand(terminal: Terminal): Command {
  return new Command('registry')
    .description('a whole registry in Consul: copies of it, and what may be deleted')
    .addCommand(moveCommand(terminal, 'export', 'copy the registry into a folder, which `serve --data-dir` takes'))
    .addCommand(
      moveCommand(terminal, 'import', 'copy the registry of a folder, such as that of a gateway that is down'),
    )
    .addCommand(collectCommand(terminal));
}

function moveCommand(terminal: Terminal, way: 'export' | 'import', description: string): Command {
  return new Command(way)
    .description(description)
    .argument('<folder>', 'the folder')
    .addOption(consulOption())
    .addOption(outputOption())
    .action(async (folder: string, { registry, output }: MoveOptions) => {
      const { exportRegistry, importRegistry } = await import('../gateway/index.ts');
      const config = await configOf(registry, terminal);
      const copy = way === 'export' ? exportRegistry : importRegistry;
      const result = await copy(config, folder).catch((cause: unknown) => {
        throw failureOf('The registry was not copied, or not all of it. It can be run again.', cause);
      });
      if (result.kind === 'refused') {
        throw new Failure('The registry was not copied. Nothing changed.', { findings: result.findings });
      }
      await writeList(terminal, output ?? null, result.backends, COLUMNS, result.backends);
    });
}

function collectCommand(terminal: Terminal): Command {
  return new Command('collect')
    .description('delete descriptor sets and chunks that no revision needs')
    .addOption(
      new Option('--older-than <duration>', 'keep what was written since; longer than any upload takes')
        .argParser(durationArgument)
        .default(HOUR_MS, '60m'),
    )
    .addOption(consulOption())
    .addOption(outputOption())
    .action(async ({ registry, olderThan, output }: CollectOptions) => {
      const { collectRegistry } = await import('../gateway/index.ts');
      const collected = await collectRegistry(await configOf(registry, terminal), olderThan).catch((cause: unknown) => {
        throw failureOf('The registry was not cleaned up, or not all of it.', cause);
      });
      const deleted = collected ?? { descriptorSets: 0, chunks: 0 };
      await writeFacts(terminal, output ?? null, deleted, [
        ['descriptor sets', String(deleted.descriptorSets)],
        ['chunks', String(deleted.chunks)],
      ]);
    });
}

function consulOption(): Option {
  return new Option('--registry <url>', 'the registry: consul://HOST:PORT/PREFIX')
    .env('TRUNKLINE_REGISTRY')
    .makeOptionMandatory();
}

async function configOf(registry: string, terminal: Terminal) {
  return (await getConfig({ flags: { registry }, environment: terminal.environment, file: null })).config;
}

function failureOf(message: string, cause: unknown): Failure {
  return new Failure(message, { facts: [['cause', cause instanceof Error ? cause.message : String(cause)]] });
}
