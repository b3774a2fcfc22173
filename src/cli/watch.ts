import { Command } from 'commander';
import type { Event } from '../admin-api/index.ts';
import { withAdmin } from './admin-access.ts';
import { counted, eventKindName } from './display-names.ts';
import { Failure } from './failure.ts';
import { type AdminOptions, adminOption, outputOption } from './options.ts';
import { type Paint, paintFor, type Terminal, withInterrupt } from './terminal.ts';
import { visibleJson, visibleLine } from './visible-text.ts';

interface WatchOptions extends AdminOptions {
  readonly cluster?: boolean;
}

export function watchCommand(terminal: Terminal): Command {
  return new Command('watch')
    .description('print what happens to registry and sessions as it happens, until Ctrl-C')
    .option('--cluster', 'the sessions of all gateways that share a bus')
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async ({ admin: address, output, cluster = false }: WatchOptions) => {
      const { stringify } = await import('yaml');
      const paint = paintFor(terminal, terminal.outIsTerminal);
      const write = (event: Event) => {
        if (output === 'json') terminal.out(`${visibleJson(JSON.stringify(event))}\n`);
        else if (output === 'yaml') terminal.out(`---\n${visibleJson(stringify(event))}`);
        else terminal.out(`${line(event, paint, cluster)}\n`);
      };
      await withInterrupt(terminal, async (interrupt) => {
        await withAdmin(address, (admin) => admin.watch(admin.events.WatchEvents, { cluster }, write, interrupt));
        if (!interrupt.aborted) throw new Failure(`The gateway at ${address} went away.`);
      });
    });
}

function line(event: Event, paint: Paint, namesGateway: boolean): string {
  const { kind, atUnixMs, subject, revision, user, client, detail, missed, gateway } = event;
  const facts = [
    subject,
    revision === 0 ? '' : `revision ${revision}`,
    user === '' ? '' : `user ${user}`,
    client === '' ? '' : `client ${client}`,
    namesGateway && gateway !== '' ? `at ${gateway}` : '',
    detail,
    missed === 0 ? '' : `${counted(missed, 'event')} left out`,
  ].filter((fact) => fact !== '');
  const name = eventKindName(kind);
  const painted = /damaged|stale|missed/.test(name) ? paint.yellow(name) : paint.bold(name);
  const text = visibleLine(facts.join(', '));
  return `${paint.dim(new Date(atUnixMs).toISOString())}  ${painted}${text === '' ? '' : `  ${text}`}`;
}
