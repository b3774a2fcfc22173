import { Argument, Command } from 'commander';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** `program` is made anew for the script: it reads all commands off it. */
export function completionCommand(program: () => Command): Command {
  return new Command('completion')
    .description('print a script that makes a shell complete the words of this program')
    .addArgument(new Argument('<shell>', 'for which shell').choices(SHELLS))
    .addHelpText('after', '\nFor bash, in this session: source <(trunkline completion bash)')
    .action(async (shell: (typeof SHELLS)[number]) => {
      const { printCompletionScript } = await import('./suggestions.ts');
      printCompletionScript(program(), shell);
    });
}
