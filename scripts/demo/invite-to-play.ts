import { quoted } from './command-line.ts';
import type { Stage } from './stage.ts';

/** Says what the reader may try while everything is up. */
export function inviteToPlay({ screen, commandLine }: Stage): void {
  const { adminFlags, gatewayFlags } = commandLine;
  const commands = [
    ['list', ...adminFlags],
    ['describe', 'demo.orders.v1.OrderService', ...adminFlags],
    ['call', 'demo.orders.v1.OrderService/ListOrders', '-d', '{"customerId":"C-7"}', ...gatewayFlags],
    [
      'call',
      'demo.stock.v1.StockService/CountAisle',
      '-d',
      '{"aisle":3,"bins":100}',
      '--timeout',
      '500ms',
      ...gatewayFlags,
    ],
    ['backend', 'diff', 'orders', '--descriptors', 'descriptors/prices.binpb', ...adminFlags],
    ['sessions', 'list', ...adminFlags],
  ];
  screen.plain(`\n${screen.paint('bold', 'Everything was right, and stays up.')} In another terminal, in this folder:`);
  for (const args of commands) screen.command(`npx trunkline ${args.map(quoted).join(' ')}`);
  screen.plain(screen.paint('dim', '\nCtrl-C stops all of it.'));
}
