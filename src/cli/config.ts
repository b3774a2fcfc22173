import { Command } from 'commander';
import type { ConfigOption } from '../gateway/index.ts';
import { getConfig } from './config-access.ts';
import { configFlags, configSources } from './config-flags.ts';
import { configDocument, shownValue } from './config-values.ts';
import { type OutputOptions, outputOption } from './options.ts';
import { writeList, wroteDocument } from './output.ts';
import type { Column } from './table.ts';
import type { Terminal } from './terminal.ts';

interface ConfigRow {
  readonly key: string;
  readonly value: string;
  readonly origin: string;
}

const COLUMNS: readonly Column<ConfigRow>[] = [
  { title: 'OPTION', of: ({ key }) => key },
  { title: 'VALUE', of: ({ value }) => value },
  { title: 'FROM', of: ({ origin }) => origin },
];

/** `options`: those of the gateway, where they are loaded; they are only for `config` itself. */
export function configCommand(terminal: Terminal, options: readonly ConfigOption[]): Command {
  return new Command('config')
    .description('the configuration that `serve` would run with')
    .addCommand(checkCommand(terminal, options))
    .addCommand(printCommand(terminal, options));
}

function checkCommand(terminal: Terminal, options: readonly ConfigOption[]): Command {
  return withFlags(new Command('check').description('say all that is wrong with it'), options).action(
    async (given: OutputOptions & Record<string, unknown>) => {
      await getConfig(configSources(options, given, terminal));
      terminal.err('The configuration is valid.\n');
      await wroteDocument(terminal, given.output ?? null, {});
    },
  );
}

function printCommand(terminal: Terminal, options: readonly ConfigOption[]): Command {
  return withFlags(
    new Command('print').description('print it: each option, and where its value comes from'),
    options,
  ).action(async (given: OutputOptions & Record<string, unknown>) => {
    const { config, origins } = await getConfig(configSources(options, given, terminal));
    const rows = options.map((option) => {
      const { key } = option;
      return { key, value: String(shownValue(config, option)), origin: origins.get(key) ?? 'default' };
    });
    await writeList(terminal, given.output ?? null, configDocument(config, options), COLUMNS, rows);
  });
}

function withFlags(command: Command, options: readonly ConfigOption[]): Command {
  for (const flag of configFlags(options)) command.addOption(flag);
  return command.addOption(outputOption());
}
