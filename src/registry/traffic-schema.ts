import { z } from 'zod';
import { DEFAULT_TRAFFIC } from './traffic-policy.ts';

const count = z.int().nonnegative();

const balance = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('least-requests') }),
  z.object({ kind: z.literal('round-robin') }),
  z.object({ kind: z.literal('weighted') }),
  z.object({ kind: z.literal('hash-user') }),
  z.object({ kind: z.literal('hash-metadata'), key: z.string() }),
]);

const split = z.object({
  tag: z.string(),
  percent: z.number().min(0).max(100),
  match: z.object({ key: z.string(), value: z.string() }).nullable(),
});

/** As a store keeps it. Records that are older than a part of it have the default there. */
export const TRAFFIC_SCHEMA = z
  .object({
    balance: balance.default(DEFAULT_TRAFFIC.balance),
    split: split.nullable().default(DEFAULT_TRAFFIC.split),
    outliers: z
      .object({ consecutiveFailures: count, slowFactor: z.number().nonnegative(), ejectMs: count })
      .default(DEFAULT_TRAFFIC.outliers),
    retries: z
      .object({ attempts: count, budgetPercent: z.number().min(0).max(100), hedgeAfterMs: count.default(0) })
      .default(DEFAULT_TRAFFIC.retries),
    limits: z.object({ maxInFlight: count, maxWaiting: count }).default(DEFAULT_TRAFFIC.limits),
    warm: z.boolean().default(DEFAULT_TRAFFIC.warm),
  })
  .default(DEFAULT_TRAFFIC);
