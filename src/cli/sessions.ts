import { Command } from 'commander';
import { sessionsKickCommand } from './sessions-kick.ts';
import { sessionsListCommand } from './sessions-list.ts';
import { sessionsShowCommand } from './sessions-show.ts';
import type { Terminal } from './terminal.ts';

export function sessionsCommand(terminal: Terminal): Command {
  return new Command('sessions')
    .description('the sessions of a gateway')
    .addCommand(sessionsListCommand(terminal))
    .addCommand(sessionsShowCommand(terminal))
    .addCommand(sessionsKickCommand(terminal));
}
