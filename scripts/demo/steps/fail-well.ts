import { CallError } from '../../../src/client/index.ts';
import { expectRight, WrongAnswer } from '../expect-right.ts';
import type { Stage } from '../stage.ts';

const ORDERS = 'demo.orders.v1.OrderService';
const STOCK = 'demo.stock.v1.StockService';

const FAILURES = [
  {
    method: `${ORDERS}/PlaceOrder`,
    message: { customerId: 'C-7', lines: [{ sku: 'TEA-001', quantity: 'two' }] },
    right: { codeName: 'INVALID_ARGUMENT', reason: 'BAD_JSON', origin: 'GATEWAY', sent: 'NEVER' },
    names: 'lines[0].quantity',
  },
  {
    method: `${STOCK}/ReserveStock`,
    message: { orderId: 'A-1002', quantities: { 'MUG-004': 5 } },
    right: { codeName: 'FAILED_PRECONDITION', reason: 'BACKEND_STATUS', origin: 'BACKEND', sent: 'MAYBE' },
    names: '5 of MUG-004 are wanted, 3 are there',
    details: { sku: 'MUG-004', wanted: 5, available: 3 },
  },
  {
    method: 'demo.parcels.v1.ParcelService/GetParcel',
    message: { id: 'P-1' },
    right: { codeName: 'UNIMPLEMENTED', reason: 'UNKNOWN_SERVICE', origin: 'GATEWAY', sent: 'NEVER' },
    names: 'demo.parcels.v1.ParcelService',
  },
];

export async function failWell({ screen, client }: Stage): Promise<void> {
  screen.step('An error says what is wrong, who says so, and whether the backend may have run the call');
  for (const { method, message, right, names, details } of FAILURES) {
    screen.code(`await client.call('${method}', ${JSON.stringify(message)});`);
    const error = await failureOf(client.call(method, message));
    const { codeName, reason, origin, sent } = error;
    screen.output(`${screen.paint('red', error.message)}`);
    screen.output(screen.paint('dim', `reason ${reason}, origin ${origin}, sent ${sent}`));
    if (error.detailsJson !== '') screen.output(screen.paint('dim', `details ${error.detailsJson}`));
    expectRight(`the failure of ${method}`, { codeName, reason, origin, sent }, right);
    expectRight(`that "${error.statusMessage}" names ${names}`, error.statusMessage.includes(names), true);
    if (details !== undefined) expectRight('the details', firstDetail(error), shortage(details));
  }
  expectRight('the connection', client.state.kind, 'connected');
  screen.right('three failures, and the connection is none the worse');
}

async function failureOf(call: Promise<unknown>): Promise<CallError> {
  const outcome = await call.catch((error: unknown) => error);
  if (outcome instanceof CallError) return outcome;
  throw new WrongAnswer(`A call that should have failed gave ${JSON.stringify(outcome)}.`);
}

function firstDetail(error: CallError): unknown {
  const { details }: { details?: unknown[] } = JSON.parse(error.detailsJson);
  return details?.[0];
}

function shortage(fields: object): object {
  return { '@type': 'type.googleapis.com/demo.stock.v1.Shortage', ...fields };
}
