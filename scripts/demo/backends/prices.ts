#!/usr/bin/env node
// What things cost.
import { status } from '@grpc/grpc-js';
import { answering, Refusal } from './answering.ts';
import { serveBackend } from './serve-backend.ts';

interface Money {
  readonly currencyCode: string;
  readonly minorUnits: string;
}

interface Basket {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly percentOff?: { readonly percent: number };
  readonly amountOff?: { readonly amount: Money | null };
}

const VALID_FOR_SECONDS = 3600;
const centsOf = new Map([
  ['TEA-001', 495n],
  ['MUG-004', 1550n],
  ['POT-002', 3990n],
]);

function get(sku: string): bigint {
  const cents = centsOf.get(sku);
  if (cents === undefined) throw new Refusal(status.NOT_FOUND, `the shop does not sell ${JSON.stringify(sku)}`);
  return cents;
}

function euros(cents: bigint): Money {
  return { currencyCode: 'EUR', minorUnits: String(cents) };
}

function saved({ percentOff, amountOff }: Basket, cents: bigint): bigint {
  if (percentOff !== undefined) return (cents * BigInt(Math.min(percentOff.percent, 100))) / 100n;
  const voucher = BigInt(amountOff?.amount?.minorUnits ?? 0);
  return voucher < cents ? voucher : cents;
}

await serveBackend('prices', 'demo.prices.v1.PriceService', {
  getPrice: answering(({ sku }: { sku: string }) => ({
    sku,
    price: euros(get(sku)),
    validFor: { seconds: VALID_FOR_SECONDS, nanos: 0 },
  })),
  quoteBasket: answering((basket: Basket) => {
    const cents = basket.lines.reduce((sum, { sku, quantity }) => sum + get(sku) * BigInt(quantity), 0n);
    const off = saved(basket, cents);
    return { total: euros(cents - off), saved: euros(off) };
  }),
});
