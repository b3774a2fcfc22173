import { Command } from 'commander';
import type { ConfigOption } from '../gateway/index.ts';
import { getConfig } from './config-access.ts';
import { configFlags, configSources } from './config-flags.ts';
import { Failure } from './failure.ts';
import { giveHeapRoom } from './heap-room.ts';
import { type OutputOptions, outputOption } from './options.ts';
import { writeFacts } from './output.ts';
import { packageVersion } from './package-version.ts';
import { processEnd, stopAt } from './process-end.ts';
import type { Terminal } from './terminal.ts';

/** `options`: those of the gateway, where they are loaded; they are only for `serve` itself. */
export function serveCommand(terminal: Terminal, options: readonly ConfigOption[]): Command {
  const command = new Command('serve').description('run a gateway, until SIGTERM or SIGINT');
  for (const flag of configFlags(options)) command.addOption(flag);
  return command.addOption(outputOption()).action(async (given: OutputOptions & Record<string, unknown>) => {
    giveHeapRoom();
    const { config } = await getConfig(configSources(options, given, terminal));
    const { openLog, startGateway } = await import('../gateway/index.ts');
    const log = openLog(config.logLevel);
    const end = processEnd();
    const gateway = await startGateway(config, { log, version: packageVersion() }).catch((cause: unknown) => {
      throw new Failure('The gateway did not start.', {
        facts: [['cause', cause instanceof Error ? cause.message : String(cause)]],
        remedy: 'See whether another process has the address or the data folder.',
      });
    });
    const { client, admin, http } = gateway.addresses;
    const addresses = { client: `tcp://${client}`, admin, http: `http://${http}` };
    await writeFacts(terminal, given.output ?? null, addresses, Object.entries(addresses));
    await stopAt(end, gateway, (cause) => log.fatal({ err: cause }, 'a fault that nothing caught'));
  });
}
