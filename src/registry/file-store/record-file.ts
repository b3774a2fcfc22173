import { z } from 'zod';
import type { BackendRecord } from '../registration.ts';

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
  target: z.object({ kind: z.literal('static'), endpoints: z.array(z.string()) }),
  policy: z.object({
    timeoutMs: positive,
    maxTimeoutMs: positive,
    compatibility: z.enum(['wire_json', 'wire', 'none']),
  }),
  services: z.array(z.object({ name: z.string(), methods: z.array(method) })),
  createdAtUnixMs: z.number().int().nonnegative(),
  origin: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('upload') }),
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

/** A record as it is stored: JSON that a person can read. */
export function encodeRecord(value: BackendRecord): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

/** Reads what `encodeRecord` wrote. What a crash or a hand has damaged is said, not thrown. */
export function parseRecord(text: string): ParsedRecord {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { kind: 'damaged', detail: `it is no JSON: ${error instanceof Error ? error.message : error}` };
  }
  const parsed = record.safeParse(json);
  return parsed.success
    ? { kind: 'record', record: parsed.data }
    : { kind: 'damaged', detail: z.prettifyError(parsed.error).replaceAll(/\s+/g, ' ') };
}

const FILE_NAME = /^([a-z0-9-]{1,63})\.([1-9][0-9]{0,14})\.json$/;

/** Each version has a file of its own, so that a version before a damaged one can be served. */
export function recordFileName(backend: string, version: number): string {
  return `${backend}.${version}.json`;
}

export function parseRecordFileName(fileName: string): { readonly name: string; readonly version: number } | null {
  const match = FILE_NAME.exec(fileName);
  return match === null ? null : { name: match[1] ?? '', version: Number(match[2]) };
}
