import type { HeaderField } from './static-table.ts';

/** What an entry costs besides its name and value: RFC 7541 section 4.1. */
export const ENTRY_OVERHEAD_BYTES = 32;

/** The dynamic table of RFC 7541 sections 2.3.2 and 4: the newest entry has index 0 here. */
export class DynamicTable {
  /** Oldest first. Evicted entries are cut off in one go, when they are half of it. */
  #entries: (HeaderField | null)[] = [];
  #oldest = 0;
  #sizeBytes = 0;
  #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get maxBytes(): number {
    return this.#maxBytes;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  find(index: number): HeaderField | null {
    const at = this.#entries.length - 1 - index;
    return at < this.#oldest ? null : (this.#entries[at] ?? null);
  }

  /** Entries that no longer fit are evicted: section 4.3. */
  resize(maxBytes: number): void {
    this.#maxBytes = maxBytes;
    this.#evictTo(maxBytes);
  }

  /** Adds an entry. One that is larger than the table empties it, and that is no error: section 4.4. */
  add(field: HeaderField): void {
    const bytes = entryBytes(field);
    this.#evictTo(Math.max(0, this.#maxBytes - bytes));
    if (bytes > this.#maxBytes) return;
    this.#entries.push(field);
    this.#sizeBytes += bytes;
  }

  #evictTo(bytes: number): void {
    while (this.#sizeBytes > bytes) {
      const entry = this.#entries[this.#oldest];
      if (entry === undefined || entry === null) return;
      this.#sizeBytes -= entryBytes(entry);
      this.#entries[this.#oldest] = null;
      this.#oldest++;
    }
    if (this.#oldest * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#oldest);
      this.#oldest = 0;
    }
  }
}

function entryBytes(field: HeaderField): number {
  return field.name.length + field.value.length + ENTRY_OVERHEAD_BYTES;
}
