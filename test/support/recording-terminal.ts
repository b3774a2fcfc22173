import type { Terminal } from '../../src/cli/terminal.ts';

/** A terminal that keeps what is written to it. */
export class RecordingTerminal implements Terminal {
  written = '';
  said = '';
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly #input: string;

  constructor(over: { isTerminal?: boolean; environment?: Readonly<Record<string, string>>; input?: string } = {}) {
    this.outIsTerminal = over.isTerminal ?? false;
    this.errIsTerminal = over.isTerminal ?? false;
    this.environment = over.environment ?? {};
    this.#input = over.input ?? '';
  }

  out(text: string): void {
    this.written += text;
  }

  err(text: string): void {
    this.said += text;
  }

  async *input(): AsyncGenerator<string> {
    yield this.#input;
  }

  closeInput(): void {}

  onInterrupt(): () => void {
    return () => {};
  }
}
