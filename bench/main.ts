import { Command } from 'commander';
import { callsCommand } from './calls-command.ts';
import { pageCommand } from './page-command.ts';
import { profileCommand } from './profile-command.ts';
import { throughputCommand } from './throughput-command.ts';

await new Command('bench')
  .description('measure the gateway beside its peers')
  .addCommand(callsCommand(), { isDefault: true })
  .addCommand(throughputCommand())
  .addCommand(profileCommand())
  .addCommand(pageCommand())
  .parseAsync();
