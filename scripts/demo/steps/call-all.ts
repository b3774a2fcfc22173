import { expectRight } from '../expect-right.ts';
import type { Stage } from '../stage.ts';

const CALLS = [
  {
    method: 'demo.orders.v1.OrderService/GetOrder',
    message: { id: 'A-1002' },
    answer: {
      order: {
        id: 'A-1002',
        customerId: 'C-7',
        status: 'ORDER_STATUS_PLACED',
        lines: [{ sku: 'TEA-001', quantity: 1 }],
        total: { currencyCode: 'EUR', minorUnits: '495' },
        placedAt: '2026-03-02T16:05:00Z',
        pickup: { shop: 'harbour' },
        labels: { channel: 'web' },
      },
    },
  },
  {
    method: 'demo.stock.v1.StockService/GetStock',
    message: { sku: 'TEA-001' },
    answer: { sku: 'TEA-001', available: 120, availableByWarehouse: { north: 80, south: 40 } },
  },
  {
    method: 'demo.prices.v1.PriceService/QuoteBasket',
    message: { lines: [{ sku: 'TEA-001', quantity: 2 }], percentOff: { percent: 10 } },
    answer: { total: { currencyCode: 'EUR', minorUnits: '891' }, saved: { currencyCode: 'EUR', minorUnits: '99' } },
  },
];

export async function callAll({ screen, addresses, client, tap }: Stage): Promise<void> {
  screen.step('One connection calls all of them, without a compiled stub');
  screen.code(`const client = await connect('${addresses.client}');`);
  for (const { method, message, answer } of CALLS) {
    screen.code(`await client.call('${method}', ${JSON.stringify(message)});`);
    const came = await client.call(method, message);
    expectRight(`the answer of ${method}`, came, answer);
    const exchange = tap.answered.at(-1);
    const took = exchange === undefined ? '' : `  ${(exchange.answeredAtMs - exchange.sentAtMs).toFixed(1)} ms`;
    screen.output(`${JSON.stringify(came)}${screen.paint('dim', took)}`);
  }
  screen.right('three backends, one socket: each answer is what its backend says');
}
