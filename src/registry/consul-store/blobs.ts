import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { Clock } from '../../clock/index.ts';
import { type ConsulClient, READ_NOW } from '../../consul/index.ts';
import { descriptorHash } from '../descriptor-hash.ts';
import { StoreError } from '../store-error.ts';

const gzipped = promisify(gzip);
const gunzipped = promisify(gunzip);

/** Below the limit of a value, with room for what a proxy adds. */
const CHUNK_BYTES = 384 * 1024;
/** More than any set or record has. A manifest that says more is damaged. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_CHUNKS = 256;

/** What tells how to put bytes together again that are kept in chunks. */
export interface Manifest {
  /** Of the bytes themselves, before they were packed. */
  readonly bytes: number;
  readonly packedBytes: number;
  readonly chunks: number;
  /** The folder of the chunks: each upload has one of its own, so that no two ever write to one chunk. */
  readonly upload: string;
}

/** `UNIX_MS-RANDOM`, in hexadecimal digits: an upload that was never finished tells its age by its name. */
const UPLOAD = /^([0-9a-f]{1,12})-[0-9a-f]{16}$/;

export const MANIFEST = z.object({
  bytes: z.int().positive().max(MAX_BYTES),
  packedBytes: z.int().positive().max(MAX_BYTES),
  chunks: z.int().positive().max(MAX_CHUNKS),
  upload: z.string().regex(UPLOAD),
});

/** When an upload began, by the wall clock of who made it; null where the name is none of ours. */
export function uploadedAtUnixMs(upload: string): number | null {
  const match = UPLOAD.exec(upload);
  return match?.[1] === undefined ? null : Number.parseInt(match[1], 16);
}

/**
 * Bytes that are too large for one key: gzipped, cut into chunks and named by their sha256. They never change: what is
 * not whole yet has no manifest, and so nobody reads it.
 */
export class Blobs {
  readonly #consul: ConsulClient;
  readonly #clock: Clock;

  constructor(consul: ConsulClient, clock: Clock) {
    this.#consul = consul;
    this.#clock = clock;
  }

  /** Writes all chunks below `folder`. The caller writes the manifest, last. Rejects with `ConsulError`. */
  async write(folder: string, bytes: Uint8Array): Promise<Manifest> {
    const packed = await gzipped(bytes, { level: 9 });
    const upload = `${this.#clock.unixMs().toString(16)}-${randomBytes(8).toString('hex')}`;
    const chunks = Math.ceil(packed.length / CHUNK_BYTES);
    for (let index = 0; index < chunks; index++) {
      const chunk = packed.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
      await this.#consul.kvPut(`${folder}${upload}/${index}`, chunk, 0);
    }
    return { bytes: bytes.length, packedBytes: packed.length, chunks, upload };
  }

  /** Whether all chunks are there. Their content is checked by who reads them. */
  async isWhole(folder: string, { chunks, upload }: Manifest): Promise<boolean> {
    const { value } = await this.#consul.kvKeys(`${folder}${upload}/`, READ_NOW);
    return value.length === chunks;
  }

  /** The bytes, checked against `hash`. Rejects with `damaged` where a chunk is missing or another, and `ConsulError`. */
  async read(folder: string, hash: string, { bytes, packedBytes, chunks, upload }: Manifest): Promise<Uint8Array> {
    const parts: Buffer[] = [];
    for (let index = 0; index < chunks; index++) {
      const key = `${folder}${upload}/${index}`;
      const { value } = await this.#consul.kvGet(key, READ_NOW);
      if (value === null) throw new StoreError('damaged', `${key} is missing`);
      parts.push(value.value);
    }
    const packed = Buffer.concat(parts);
    if (packed.length !== packedBytes) throw new StoreError('damaged', `${folder}${upload} has another length`);
    const whole = await gunzipped(packed, { maxOutputLength: bytes }).catch((cause: unknown) => {
      throw new StoreError('damaged', `${folder}${upload} cannot be unpacked`, cause);
    });
    if (descriptorHash(whole) !== hash) throw new StoreError('damaged', `${folder} does not have the hash of its name`);
    return whole;
  }
}
