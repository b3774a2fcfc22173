import { type ConsulClient, ConsulError, type ConsulFault, READ_NOW } from '../../consul/index.ts';
import { StoreError } from '../store-error.ts';
import { decodeHead, EMPTY_HEAD, encodeHead, fenced, type Head, type Position } from './head.ts';

/** After these nothing was written, for certain. */
const DECIDED: ReadonlySet<ConsulFault> = new Set(['denied', 'too-large', 'refused']);
/** Reads after a write whose answer was lost. */
const VERIFICATIONS = 3;

export const CONSISTENT = { ...READ_NOW, consistency: 'consistent' } as const;

/** The head as the leader has it, with the modify index to compare with; 0 where there is none yet. */
export interface StoredHead {
  readonly head: Head;
  readonly index: number;
}

/** The key of the head. Its methods reject with `ConsulError` and `StoreError`. */
export class HeadKey {
  readonly key: string;
  readonly #consul: ConsulClient;

  constructor(consul: ConsulClient, key: string) {
    this.#consul = consul;
    this.key = key;
  }

  async read(): Promise<StoredHead> {
    const { value } = await this.#consul.kvGet(this.key, CONSISTENT);
    return { head: this.parse(value?.value ?? null), index: value?.modifyIndex ?? 0 };
  }

  /** @throws StoreError `damaged` where the bytes are no head. */
  parse(bytes: Uint8Array | null): Head {
    const head = bytes === null ? EMPTY_HEAD : decodeHead(bytes);
    if (head === null) throw new StoreError('damaged', `${this.key} is no head of a registry`);
    return head;
  }

  /**
   * The answer to a write that was to lead to `position` was lost. The head tells whether it happened, by the id of its
   * change; where it did not, the head is changed, so that it cannot happen any more, and this rejects.
   */
  async verify({ id }: Position, lost: unknown): Promise<{ readonly kind: 'done' }> {
    if (!(lost instanceof ConsulError) || DECIDED.has(lost.fault)) throw lost;
    for (let attempt = 0; attempt < VERIFICATIONS; attempt++) {
      try {
        const { head, index } = await this.read();
        if (head.recent.some((change) => change.id === id)) return { kind: 'done' };
        if (await this.#consul.kvPut(this.key, encodeHead(fenced(head)), index)) {
          throw new StoreError('unavailable', `${lost.message}: nothing was written`, lost);
        }
      } catch (error) {
        if (!(error instanceof ConsulError)) throw error;
      }
    }
    throw new StoreError('unavailable', `${lost.message}: whether it was written is not known; look again`, lost);
  }
}
