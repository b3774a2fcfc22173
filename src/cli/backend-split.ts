import { Command, Option } from 'commander';
import { BACKEND_COLUMNS } from './backend-rows.ts';
import { adminOption, outputOption, type RegistryOptions, registryOption } from './options.ts';
import { writeList } from './output.ts';
import { withRegistry } from './registry-access.ts';
import { matchArgument, percentArgument, splitName } from './split-option.ts';
import type { Terminal } from './terminal.ts';

interface SplitOptions extends RegistryOptions {
  readonly tag?: string;
  readonly percent?: number;
  readonly match?: ReturnType<typeof matchArgument>;
  readonly off?: boolean;
}

export function backendSplitCommand(terminal: Terminal): Command {
  return new Command('split')
    .description('send a part of the calls to the endpoints with a tag, such as a canary')
    .argument('<name>', 'the backend')
    .option('--tag <tag>', 'what the endpoints for that part are tagged with')
    .option('--percent <number>', 'how many of a hundred calls; 0 without it', percentArgument)
    .option('--match <key: value>', 'calls with this metadata go there in any case', matchArgument)
    .addOption(new Option('--off', 'have tags decide nothing any more').conflicts(['tag', 'percent', 'match']))
    .addOption(adminOption())
    .addOption(registryOption())
    .addOption(outputOption())
    .action(async (name: string, options: SplitOptions, command: Command) => {
      const { output, tag, percent, match, off } = options;
      if (off !== true && tag === undefined) command.error('error: --tag or --off is needed', { exitCode: 2 });
      const split =
        off === true
          ? null
          : { tag: tag ?? '', percent: percent ?? 0, key: match?.key ?? '', value: match?.value ?? '' };
      const answer = await withRegistry(options, terminal, (admin) =>
        admin.call(admin.registry.SplitBackend, { name, split }),
      );
      const revision = answer.backend?.revision?.number ?? 0;
      const how = split === null ? 'not split' : splitName(split);
      terminal.err(
        answer.changed
          ? `Calls of ${name}: ${how}. Revision ${revision} is live.\n`
          : `Calls of ${name}: ${how} already. Nothing changed.\n`,
      );
      await writeList(
        terminal,
        output ?? null,
        answer,
        BACKEND_COLUMNS,
        answer.backend === null ? [] : [answer.backend],
      );
    });
}
