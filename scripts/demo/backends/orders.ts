#!/usr/bin/env node
// The orders of the shop, in memory.
import { status } from '@grpc/grpc-js';
import { answering, Refusal } from './answering.ts';
import { serveBackend } from './serve-backend.ts';

interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
}

interface Money {
  readonly currencyCode: string;
  readonly minorUnits: string;
}

type Fulfilment =
  | { readonly delivery: { readonly street: string; readonly town: string } }
  | { readonly pickup: { readonly shop: string } };

interface Basket {
  readonly customerId: string;
  readonly lines: readonly OrderLine[];
  readonly total: Money | null;
  readonly delivery?: { readonly street: string; readonly town: string };
  readonly pickup?: { readonly shop: string };
  readonly labels: Readonly<Record<string, string>>;
}

interface Order extends Basket {
  readonly id: string;
  readonly status: 'ORDER_STATUS_PLACED' | 'ORDER_STATUS_SENT' | 'ORDER_STATUS_CANCELLED';
  readonly placedAt: { readonly seconds: number; readonly nanos: number };
}

const FIRST_ID = 1001;
const orders = new Map<string, Order>();

function place(basket: Basket, placedAt = new Date(), orderStatus: Order['status'] = 'ORDER_STATUS_PLACED'): Order {
  const id = `A-${FIRST_ID + orders.size}`;
  const placed = { seconds: Math.floor(placedAt.getTime() / 1000), nanos: (placedAt.getTime() % 1000) * 1_000_000 };
  const order = { ...basket, id, status: orderStatus, placedAt: placed };
  orders.set(id, order);
  return order;
}

function get(id: string): Order {
  const order = orders.get(id);
  if (order === undefined) throw new Refusal(status.NOT_FOUND, `there is no order ${JSON.stringify(id)}`);
  return order;
}

function check(basket: Basket): void {
  if (basket.lines.length === 0) throw new Refusal(status.INVALID_ARGUMENT, 'an order has at least one line');
  const empty = basket.lines.findIndex((line) => line.quantity === 0);
  if (empty >= 0) throw new Refusal(status.INVALID_ARGUMENT, `line ${empty + 1} has no quantity`);
}

function basket(customerId: string, minorUnits: string, lines: OrderLine[], fulfilment: Fulfilment): Basket {
  return { customerId, lines, total: { currencyCode: 'EUR', minorUnits }, ...fulfilment, labels: { channel: 'web' } };
}

const tea = { sku: 'TEA-001', quantity: 2 };
const mug = { sku: 'MUG-004', quantity: 1 };
const toWells = { delivery: { street: '4 Mill Lane', town: 'Wells' } };
place(basket('C-7', '2540', [tea, mug], toWells), new Date('2026-03-01T09:30:00Z'), 'ORDER_STATUS_SENT');
place(
  basket('C-7', '495', [{ ...tea, quantity: 1 }], { pickup: { shop: 'harbour' } }),
  new Date('2026-03-02T16:05:00Z'),
);
// More than a JSON number holds.
place(basket('C-9', '9007199254740993', [{ ...mug, quantity: 3 }], toWells), new Date('2026-03-03T11:00:00.250Z'));

await serveBackend('orders', 'demo.orders.v1.OrderService', {
  getOrder: answering(({ id }: { id: string }) => ({ order: get(id) })),
  listOrders: answering((asked: { customerId: string; status: string }) => ({
    orders: [...orders.values()].filter(
      (order) =>
        order.customerId === asked.customerId &&
        (asked.status === 'ORDER_STATUS_UNSPECIFIED' || order.status === asked.status),
    ),
  })),
  placeOrder: answering((asked: Basket) => {
    check(asked);
    return { order: place(asked) };
  }),
  cancelOrder: answering(({ id }: { id: string }) => {
    const order = get(id);
    if (order.status === 'ORDER_STATUS_SENT') {
      throw new Refusal(status.FAILED_PRECONDITION, `order ${id} is on its way already`);
    }
    const cancelled = { ...order, status: 'ORDER_STATUS_CANCELLED' as const };
    orders.set(id, cancelled);
    return { order: cancelled };
  }),
});
