#!/usr/bin/env node
// What lies in the warehouse, in memory.
import { setTimeout as pause } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import type { MessageTypeDefinition, PackageDefinition } from '@grpc/proto-loader';
import { answering, Refusal, streaming } from './answering.ts';
import { loadProtos, serveBackend } from './serve-backend.ts';

interface Shelf {
  readonly byWarehouse: Readonly<Record<string, number>>;
  reserved: number;
}

const MS_PER_BIN = 10;
const MAX_BINS = 100;
const MAX_AISLE = 99;

const shelves = new Map<string, Shelf>([
  ['TEA-001', { byWarehouse: { north: 80, south: 40 }, reserved: 0 }],
  ['MUG-004', { byWarehouse: { north: 3 }, reserved: 0 }],
  ['POT-002', { byWarehouse: { south: 12 }, reserved: 0 }],
]);
let reservations = 0;
/** What to do whenever something was put aside. */
const watchers = new Set<() => void>();

const protos = loadProtos('demo/stock/v1/stock.proto', 'google/rpc/status.proto');

function serialize(type: string, value: object): Buffer {
  const definition = protos[type];
  if (!isMessage(definition)) throw new Error(`proto/ has no ${type}`);
  return definition.serialize(value);
}

function isMessage(found: PackageDefinition[string] | undefined): found is MessageTypeDefinition<object, object> {
  return found !== undefined && 'serialize' in found;
}

function get(sku: string): Shelf {
  const shelf = shelves.get(sku);
  if (shelf === undefined) throw new Refusal(status.NOT_FOUND, `there is no article ${JSON.stringify(sku)}`);
  return shelf;
}

function available(shelf: Shelf): number {
  return Object.values(shelf.byWarehouse).reduce((sum, pieces) => sum + pieces, 0) - shelf.reserved;
}

/** Says exactly what is missing, as gRPC does it: a google.rpc.Status with a message of ours in an Any. */
function refuseForWantOf(sku: string, wanted: number, there: number): never {
  const code = status.FAILED_PRECONDITION;
  const message = `${wanted} of ${sku} are wanted, ${there} are there`;
  const value = serialize('demo.stock.v1.Shortage', { sku, wanted, available: there });
  const details = [{ type_url: 'type.googleapis.com/demo.stock.v1.Shortage', value }];
  throw new Refusal(code, message, serialize('google.rpc.Status', { code, message, details }));
}

await serveBackend('stock', 'demo.stock.v1.StockService', {
  getStock: answering(({ sku }: { sku: string }) => {
    const shelf = get(sku);
    return { sku, available: available(shelf), reserved: shelf.reserved, availableByWarehouse: shelf.byWarehouse };
  }),
  reserveStock: answering(({ quantities }: { quantities: Record<string, number> }) => {
    const wanted = Object.entries(quantities).map(([sku, quantity]) => ({ sku, quantity, shelf: get(sku) }));
    for (const { sku, quantity, shelf } of wanted) {
      if (quantity > available(shelf)) refuseForWantOf(sku, quantity, available(shelf));
    }
    for (const { quantity, shelf } of wanted) shelf.reserved += quantity;
    reservations++;
    for (const tell of watchers) tell();
    return { reservationId: `R-${reservations}` };
  }),
  countAisle: answering(async ({ aisle, bins }: { aisle: number; bins: number }, gone) => {
    if (aisle < 1 || aisle > MAX_AISLE) throw new Refusal(status.INVALID_ARGUMENT, `there is no aisle ${aisle}`);
    if (bins > MAX_BINS) throw new Refusal(status.INVALID_ARGUMENT, `an aisle has ${MAX_BINS} bins`);
    await pause(bins * MS_PER_BIN, undefined, { signal: gone });
    // Whoever filled the bins put as many pieces into each as the aisle's number says.
    return { aisle, pieces: String(aisle * bins) };
  }),
  watchStock: streaming(({ sku }: { sku: string }, send: (stock: object) => void, gone) => {
    const shelf = get(sku);
    let told: number | null = null;
    const tell = () => {
      if (told === available(shelf)) return;
      told = available(shelf);
      send({ sku, available: told });
    };
    watchers.add(tell);
    gone.addEventListener('abort', () => watchers.delete(tell), { once: true });
    tell();
  }),
});
