import type { CallReceiver } from '../../src/backend/index.ts';
import type { CallEnd, Metadata } from '../../src/status/index.ts';
import { waitFor } from './wait-for.ts';

/** A receiver that writes down what it hears, and fails a test where the order is not the one that was promised. */
export class CallLog implements CallReceiver {
  readonly headers: Metadata[] = [];
  readonly messages: Uint8Array[] = [];
  readonly ends: CallEnd[] = [];
  readonly violations: string[] = [];
  drains = 0;

  onHeaders(metadata: Metadata): void {
    if (this.headers.length > 0 || this.messages.length > 0 || this.ends.length > 0)
      this.violations.push('late headers');
    this.headers.push(metadata);
  }

  onMessage(payload: Uint8Array): void {
    if (this.ends.length > 0) this.violations.push('a message after the end');
    this.messages.push(Uint8Array.from(payload));
  }

  onDrain(): void {
    this.drains++;
  }

  onEnd(end: CallEnd): void {
    if (this.ends.length > 0) this.violations.push('a second end');
    this.ends.push(end);
  }

  async end(timeoutMs = 10_000): Promise<CallEnd> {
    await waitFor('the end of the call', () => this.ends.length > 0, timeoutMs);
    const [end] = this.ends;
    if (end === undefined) throw new Error('no end');
    return end;
  }

  async message(count: number): Promise<void> {
    await waitFor(`${count} messages (there are ${this.messages.length})`, () => this.messages.length >= count);
  }
}
