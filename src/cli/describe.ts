import { Command } from 'commander';
import { withAdmin } from './admin-access.ts';
import { type AdminOptions, adminOption, outputOption } from './options.ts';
import { wroteDocument } from './output.ts';
import { paintFor, type Terminal } from './terminal.ts';
import { visibleLine, visibleText } from './visible-text.ts';

export function describeCommand(terminal: Terminal): Command {
  return new Command('describe')
    .description('print a service, method, message or enum as proto source')
    .argument('<symbol>', 'full name, or SERVICE/METHOD')
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async (symbol: string, { admin: address, output }: AdminOptions) => {
      const found = await withAdmin(address, (admin) => admin.call(admin.registry.DescribeSymbol, { symbol }));
      if (await wroteDocument(terminal, output ?? null, found)) return;
      const { dim } = paintFor(terminal, terminal.outIsTerminal);
      const head = `// ${found.symbol}: ${found.kind}, from ${found.file} of backend ${found.backend}`;
      terminal.out(`${dim(visibleLine(head))}\n${visibleText(found.source.trimEnd())}\n`);
    });
}
