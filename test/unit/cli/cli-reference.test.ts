import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../src/admin-api/index.ts';
import { trunkline } from '../../../src/cli/program.ts';
import { RecordingTerminal } from '../../support/recording-terminal.ts';

const HELP_WIDTH = 100;

const page = readFileSync(join(packageRoot(), 'docs/CLI.md'), 'utf8');
const commands = leavesOf(trunkline(new RecordingTerminal()), 'trunkline');

/** Every command that does something, by all of its words. */
function leavesOf(command: Command, words: string): [words: string, command: Command][] {
  if (command.commands.length === 0) return [[words, command]];
  return command.commands.flatMap((child) => leavesOf(child, `${words} ${child.name()}`));
}

/** What stands under the heading of a command. */
function sectionOf(words: string): string {
  const start = page.indexOf(`\n### ${words}\n`);
  const end = page.indexOf('\n##', start + 1);
  return start < 0 ? '' : page.slice(start, end < 0 ? undefined : end);
}

describe('docs/CLI.md', () => {
  test.each(commands)('has the help of `%s` as the command prints it', (words, command) => {
    const help = command.configureHelp({ helpWidth: HELP_WIDTH }).helpInformation().trimEnd();
    expect(sectionOf(words)).toContain(`\`\`\`text\n${help}\n\`\`\`\n`);
  });

  test.each(commands)('shows `%s` at work', (words) => {
    expect(sectionOf(words)).toMatch(new RegExp(`\`\`\`console\\n\\$ .*${words} ?`));
  });

  test('has no command that there is not', () => {
    const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    expect(headings.sort()).toEqual(commands.map(([words]) => words).sort());
  });
});
