import { connect } from '../../../src/client/index.ts';
import { Cable } from '../cable.ts';
import { expectRight } from '../expect-right.ts';
import type { Stage } from '../stage.ts';

const ORDERS = 'demo.orders.v1.OrderService';
const CUSTOMER = 'C-cable';
const BASKET = { customerId: CUSTOMER, lines: [{ sku: 'TEA-001', quantity: 1 }], pickup: { shop: 'harbour' } };

interface Orders {
  readonly orders: readonly { readonly id: string }[];
}

export async function cutTheCable({ screen, addresses }: Stage): Promise<void> {
  screen.step('The cable is cut in the middle of placing an order');
  await using cable = await Cable.lay(addresses.client);
  const client = await connect(cable.url, { client: 'demo-cable/1', reconnect: { minDelayMs: 10, maxDelayMs: 100 } });
  const session = client.session.id;
  screen.code(`await client.call('${ORDERS}/PlaceOrder', ${JSON.stringify(BASKET)});`);
  cable.cutAtNextAnswer();
  const { order } = await client.call<{ readonly order: { readonly id: string } }>(`${ORDERS}/PlaceOrder`, BASKET);
  screen.output(`${JSON.stringify({ id: order.id })}${screen.paint('dim', `  the cable was cut ${cable.cuts} time`)}`);
  const { orders } = await client.call<Orders>(`${ORDERS}/ListOrders`, { customerId: CUSTOMER });
  expectRight('how often the cable was cut', cable.cuts, 1);
  expectRight('the session', [client.session.resumed, client.session.id], [true, session]);
  expectRight(
    'the orders of the customer',
    orders.map(({ id }) => id),
    [order.id],
  );
  await client.close();
  screen.right('the answer was lost, the client came back for it, and the order was placed once');
}
