import { expectRight } from '../expect-right.ts';
import { records } from '../read-json.ts';
import type { Stage } from '../stage.ts';

const SERVICES = ['demo.orders.v1.OrderService', 'demo.prices.v1.PriceService', 'demo.stock.v1.StockService'];

export async function registerBackends({ screen, commandLine, endpoints, client }: Stage): Promise<void> {
  screen.step('Three teams register their backends, by uploading descriptors');
  const session = client.session.id;
  for (const [name, endpoint] of endpoints) {
    const descriptors = `descriptors/${name}.binpb`;
    await commandLine.admin('backend', 'register', name, '--descriptors', descriptors, '--endpoint', endpoint);
  }
  const services = records(await commandLine.adminJson('list'));
  const names = services.map((service) => service['name']);
  expectRight('what is registered', names.sort(), SERVICES);
  expectRight('the session', [client.state.kind, client.session.id], ['connected', session]);
  const methods = services.reduce((sum, { methods }) => sum + (Array.isArray(methods) ? methods.length : 0), 0);
  screen.right(
    `${services.length} services with ${methods} methods; a client was connected all the while, and still is`,
  );
}
