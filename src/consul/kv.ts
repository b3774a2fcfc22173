import { z } from 'zod';

/** The largest value of a key, in bytes. */
export const MAX_VALUE_BYTES = 512 * 1024;
/** The most operations of one transaction. */
export const MAX_TXN_OPERATIONS = 64;

/** A key and what it holds. */
export interface KvEntry {
  readonly key: string;
  readonly value: Buffer;
  /** Changes with each write of the key: what compare-and-set compares. */
  readonly modifyIndex: number;
}

/** One step of a transaction: all of its steps happen, or none. */
export type KvOperation =
  /** Write where the key's modify index is `index`; 0: where there is no such key. */
  | { readonly verb: 'cas'; readonly key: string; readonly value: Uint8Array; readonly index: number }
  | { readonly verb: 'delete-cas'; readonly key: string; readonly index: number }
  /** Reads the key. The transaction fails where there is none. */
  | { readonly verb: 'get'; readonly key: string }
  | { readonly verb: 'check-not-exists'; readonly key: string };

/** What became of a transaction. */
export type TxnResult =
  | { readonly kind: 'done'; readonly entries: readonly KvEntry[] }
  /** Nothing was changed. `failed` are the places of the steps that did not hold, in the order of the steps. */
  | { readonly kind: 'refused'; readonly failed: readonly number[] };

/** An entry as Consul's JSON has it, with the value in base64 as in a transaction, or decoded by the package. */
export const ENTRY = z
  .object({
    Key: z.string(),
    Value: z.union([z.instanceof(Buffer), z.string(), z.null()]).optional(),
    ModifyIndex: z.int().nonnegative(),
  })
  .transform(({ Key, Value, ModifyIndex }): KvEntry => {
    const value = Buffer.isBuffer(Value) ? Value : Buffer.from(Value ?? '', 'base64');
    return { key: Key, value, modifyIndex: ModifyIndex };
  });

export const TXN_DONE = z
  .object({ Results: z.array(z.object({ KV: ENTRY.optional() })).nullish() })
  .transform(({ Results }) => (Results ?? []).flatMap(({ KV }) => KV ?? []));

export const TXN_REFUSED = z
  .object({ Errors: z.array(z.object({ OpIndex: z.int(), What: z.string().default('') })).min(1) })
  .transform(({ Errors }) => ({
    failed: [...new Set(Errors.map(({ OpIndex }) => OpIndex))].sort((a, b) => a - b),
    denied: Errors.some(({ What }) => /permission denied/i.test(What)),
  }));
