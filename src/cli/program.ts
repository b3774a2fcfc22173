import { Command } from 'commander';
import type { ConfigOption } from '../gateway/index.ts';
import { backendCommand } from './backend.ts';
import { callCommand } from './call.ts';
import { completionCommand } from './completion.ts';
import { configCommand } from './config.ts';
import { describeCommand } from './describe.ts';
import { explainCommand } from './explain.ts';
import { listCommand } from './list.ts';
import { notifyCommand } from './notify.ts';
import { registryCommand } from './registry.ts';
import { serveCommand } from './serve.ts';
import { sessionsCommand } from './sessions.ts';
import type { Terminal } from './terminal.ts';
import { tokenCommand } from './token.ts';
import { topCommand } from './top.ts';
import { versionCommand } from './version.ts';
import { watchCommand } from './watch.ts';

/**
 * All commands. Nothing runs, and nothing heavy is loaded, until one of them is given. `options` are those of the
 * gateway, which `serve` and `config` have as flags; all others need none.
 */
export function trunkline(terminal: Terminal, options: readonly ConfigOption[] = []): Command {
  const program = new Command('trunkline')
    .description('One socket, every API: the gateway, and what its operators and teams need')
    .addCommand(serveCommand(terminal, options))
    .addCommand(backendCommand(terminal))
    .addCommand(registryCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(describeCommand(terminal))
    .addCommand(explainCommand(terminal))
    .addCommand(callCommand(terminal))
    .addCommand(notifyCommand(terminal))
    .addCommand(sessionsCommand(terminal))
    .addCommand(topCommand(terminal))
    .addCommand(watchCommand(terminal))
    .addCommand(tokenCommand(terminal))
    .addCommand(configCommand(terminal, options))
    .addCommand(completionCommand(() => trunkline(terminal, options)))
    .addCommand(versionCommand(terminal));
  throwAll(program, terminal);
  return program;
}

/** Commander ends the process by itself unless each command is told not to. */
function throwAll(command: Command, terminal: Terminal): void {
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'Error: ')),
    })
    .showSuggestionAfterError()
    .helpCommand(false);
  for (const child of command.commands) throwAll(child, terminal);
}
