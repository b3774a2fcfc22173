import { z } from 'zod';
import type { BackendRecord } from './registration.ts';
import { TRAFFIC_SCHEMA } from './traffic-schema.ts';

const name = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
const positive = z.number().int().positive();

const method = z.object({
  name: z.string(),
  kind: z.enum(['unary', 'client-streaming', 'server-streaming', 'bidirectional']),
  idempotency: z.enum(['unknown', 'no-side-effects', 'idempotent']),
});

const revision = z.object({
  number: positive,
  descriptorHash: z.string().regex(/^[0-9a-f]{64}$/),
  descriptorBytes: positive,
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('static'), endpoints: z.array(z.string()) }),
    z.object({ kind: z.literal('consul'), service: z.string(), tag: z.string(), datacenter: z.string() }),
  ]),
  policy: z.object({
    timeoutMs: positive,
    maxTimeoutMs: positive,
    compatibility: z.enum(['wire_json', 'wire', 'none']),
    traffic: TRAFFIC_SCHEMA,
  }),
  services: z.array(z.object({ name: z.string(), methods: z.array(method) })),
  createdAtUnixMs: z.number().int().nonnegative(),
  origin: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('upload') }),
    z.object({ kind: z.literal('policy') }),
    z.object({ kind: z.literal('rollback'), to: positive }),
  ]),
});

const record = z
  .object({ name, version: positive, active: positive.nullable(), revisions: z.array(revision) })
  .refine(({ revisions }) => revisions.every(({ number }, index) => number === index + 1), 'revisions have a gap')
  .refine(({ active, revisions }) => (active ?? 0) <= revisions.length, 'the live revision does not exist');

export type ParsedRecord =
  | { readonly kind: 'record'; readonly record: BackendRecord }
  | { readonly kind: 'damaged'; readonly detail: string };

/** Whether a value that a store has read is a record. What a crash or a hand has damaged is said, not thrown. */
export function checkRecord(value: unknown): ParsedRecord {
  const parsed = record.safeParse(value);
  return parsed.success
    ? { kind: 'record', record: parsed.data }
    : { kind: 'damaged', detail: z.prettifyError(parsed.error).replaceAll(/\s+/g, ' ') };
}
