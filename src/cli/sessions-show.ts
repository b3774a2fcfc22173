import { Command } from 'commander';
import type { Session } from '../admin-api/index.ts';
import { withAdmin } from './admin-access.ts';
import { sessionStateName, spanName, timeName } from './display-names.ts';
import { type AdminOptions, adminOption, outputOption } from './options.ts';
import { writeFacts } from './output.ts';
import type { Terminal } from './terminal.ts';

export function sessionsShowCommand(terminal: Terminal): Command {
  return new Command('show')
    .description('show one session')
    .argument('<id>', 'the session')
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async (id: string, { admin: address, output }: AdminOptions) => {
      const { session } = await withAdmin(address, (admin) => admin.call(admin.sessions.GetSession, { id }));
      await writeFacts(terminal, output ?? null, session, session === null ? [] : facts(session));
    });
}

function facts(session: Session): readonly (readonly [string, string])[] {
  return [
    ['session', session.id],
    ['user', session.user || '-'],
    ['client', session.client || '-'],
    ['state', sessionStateName(session.state)],
    ['address', session.remoteAddress || '-'],
    ['created', timeName(session.createdAtUnixMs)],
    ['idle', spanName(session.idleMs)],
    ['calls in flight', String(session.callsInFlight)],
    ['calls in all', String(session.callsTotal)],
    ['bytes received', String(session.bytesReceived)],
    ['bytes sent', String(session.bytesSent)],
  ];
}
