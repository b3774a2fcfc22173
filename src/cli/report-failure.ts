import type { Finding } from '../status/index.ts';
import type { Failure } from './failure.ts';
import { type Paint, paintFor, type Terminal } from './terminal.ts';
import { visibleLine, visibleText } from './visible-text.ts';

/** Says on standard error what happened, where, and what to do. Much of it may come from servers: nothing is raw. */
export function reportFailure(terminal: Terminal, failure: Failure): void {
  const paint = paintFor(terminal, terminal.errIsTerminal);
  const { facts, findings, remedy } = failure.detail;
  const lines = [`${paint.red('Error:')} ${visibleText(failure.message)}`];
  for (const finding of findings) lines.push(...findingLines(finding, paint));
  const width = Math.max(0, ...facts.map(([name]) => name.length));
  for (const [name, value] of facts) lines.push(`  ${paint.dim(`${name}:`.padEnd(width + 1))} ${visibleLine(value)}`);
  if (remedy !== '') lines.push(visibleText(remedy));
  terminal.err(`${lines.join('\n')}\n`);
}

/** `file: symbol: message [RULE]`, and what to do about it below. */
function findingLines({ file, symbol, message, rule, remedy }: Finding, paint: Paint): string[] {
  const where = [file, symbol].filter((part) => part !== '').map((part) => `${visibleLine(part)}: `);
  const line = `  ${paint.bold(where.join(''))}${visibleLine(message)} ${paint.dim(`[${visibleLine(rule)}]`)}`;
  return remedy === '' ? [line] : [line, `    ${visibleLine(remedy)}`];
}
