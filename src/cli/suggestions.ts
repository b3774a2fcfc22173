import type { RootCommand } from '@bomb.sh/tab';
import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import type { AdminClient } from '../admin-api/index.ts';
import { withAdmin } from './admin-access.ts';

/** A shell that waits longer for a suggestion is worse than one without. */
const TIMEOUT_MS = 800;

/** The name is not one of ours, so that the package's own command does not stand in the way of ours. */
const wordsOf = (program: Command): RootCommand => tab(program, { completionCommandName: '__completion' });

/** Prints the script that calls `trunkline complete -- WORDS...` for suggestions. */
export function printCompletionScript(program: Command, shell: string): void {
  wordsOf(program).setup('trunkline', 'trunkline', shell);
}

/**
 * Prints what may stand for the last of `words`: commands and options, and where a gateway answers at `admin`, the
 * names of its backends, services and sessions.
 */
export async function printSuggestions(program: Command, words: readonly string[], admin: string): Promise<void> {
  const root = wordsOf(program);
  const names = await liveNames(words, admin).catch(() => []);
  const path = words[0] === 'backend' || words[0] === 'sessions' ? `${words[0]} ${words[1]}` : words[0];
  const command = root.commands.get(path ?? '');
  for (const argument of command?.arguments.values() ?? []) {
    argument.handler ??= (complete) => {
      for (const name of names) complete(name, '');
    };
  }
  root.parse([...words]);
}

async function liveNames(words: readonly string[], address: string): Promise<readonly string[]> {
  const ask = namesFor(words);
  return ask === null ? [] : withAdmin(address, ask, TIMEOUT_MS);
}

function namesFor([command, subcommand]: readonly string[]): ((admin: AdminClient) => Promise<string[]>) | null {
  switch (command) {
    case 'backend':
      if (subcommand === 'register' || subcommand === 'list') return null;
      return async (admin) => (await admin.call(admin.registry.ListBackends, {})).backends.map(({ name }) => name);
    case 'sessions':
      if (subcommand === 'list') return null;
      return async (admin) => (await admin.call(admin.sessions.ListSessions, {})).sessions.map(({ id }) => id);
    case 'list':
      return async (admin) => (await admin.call(admin.registry.ListServices, {})).services.map(({ name }) => name);
    case 'call':
    case 'describe':
      return async (admin) =>
        (await admin.call(admin.registry.ListServices, {})).services.flatMap(({ name, methods }) =>
          methods.map((method) => `${name}/${method.name}`),
        );
    default:
      return null;
  }
}
