import { createHash } from 'node:crypto';
import type { SymbolKind } from './describe.ts';

/** sha256 of a descriptor set's bytes, in lower-case hex: what it is known by. */
export function descriptorHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A descriptor set that has passed admission, decoded. */
export class DescriptorSet {
  readonly bytes: Uint8Array;

  private constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  static read(bytes: Uint8Array): DescriptorSet {
    return new DescriptorSet(bytes);
  }

  describe(_name: string): { readonly kind: SymbolKind; readonly file: string; readonly source: string } | undefined {
    return undefined;
  }
}
