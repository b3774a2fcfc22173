import { CommanderError } from 'commander';
import type { ConfigOption } from '../gateway/index.ts';
import { EXIT } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { trunkline } from './program.ts';
import { reportFailure } from './report-failure.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command line, without the names of node and script, and gives the exit code. Never throws. */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    if (words[0] === 'complete' && words[1] === '--') {
      // What completion scripts call. It is for shells, not for people, and so no command.
      const { printSuggestions } = await import('./suggestions.ts');
      const admin = terminal.environment['TRUNKLINE_ADMIN'] ?? '127.0.0.1:7401';
      const asked = words.slice(2);
      await printSuggestions(trunkline(terminal, await optionsFor(asked)), asked, admin);
      return EXIT.OK;
    }
    await trunkline(terminal, await optionsFor(words)).parseAsync(words, { from: 'user' });
    return EXIT.OK;
  } catch (error) {
    // Commander has said by now what was wrong, or printed the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.OK : EXIT.USAGE;
    const failure = error instanceof Failure ? error : unexpected(error);
    reportFailure(terminal, failure);
    return failure.detail.exitCode;
  }
}

/** The gateway is not loaded for commands that do without. */
async function optionsFor([command]: readonly string[]): Promise<readonly ConfigOption[]> {
  return command === 'serve' || command === 'config' ? (await import('../gateway/index.ts')).CONFIG_OPTIONS : [];
}

function unexpected(error: unknown): Failure {
  return new Failure(error instanceof Error ? (error.stack ?? error.message) : String(error), {
    remedy: 'This is a fault of trunkline. Please report it with the command that you gave.',
  });
}
