import { Command } from 'commander';
import { backendDiffCommand } from './backend-diff.ts';
import { backendHistoryCommand } from './backend-history.ts';
import { backendListCommand } from './backend-list.ts';
import { backendRegisterCommand } from './backend-register.ts';
import { backendRemoveCommand } from './backend-remove.ts';
import { backendRollbackCommand } from './backend-rollback.ts';
import { backendShowCommand } from './backend-show.ts';
import { backendSplitCommand } from './backend-split.ts';
import type { Terminal } from './terminal.ts';

export function backendCommand(terminal: Terminal): Command {
  return new Command('backend')
    .description('what teams register: descriptors, endpoints and policy')
    .addCommand(backendRegisterCommand(terminal))
    .addCommand(backendListCommand(terminal))
    .addCommand(backendShowCommand(terminal))
    .addCommand(backendHistoryCommand(terminal))
    .addCommand(backendDiffCommand(terminal))
    .addCommand(backendRollbackCommand(terminal))
    .addCommand(backendSplitCommand(terminal))
    .addCommand(backendRemoveCommand(terminal));
}
