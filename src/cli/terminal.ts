/** Where a command reads from and writes to. Tests hand in their own. */
export interface Terminal {
  /** Data. */
  out(text: string): void;
  /** Messages for people. */
  err(text: string): void;
  /** Standard input, in the pieces in which it comes. */
  input(): AsyncIterable<string>;
  /** What of the input has not come by now is not waited for. */
  closeInput(): void;
  /** Runs on Ctrl-C, instead of the end. Gives what stops that. */
  onInterrupt(run: () => void): () => void;
  /** Whether standard output is a terminal: then there are tables and, without NO_COLOR, colour. */
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    input: () => process.stdin.setEncoding('utf8'),
    closeInput: () => void process.stdin.destroy(),
    onInterrupt: (run) => {
      process.on('SIGINT', run);
      return () => void process.off('SIGINT', run);
    },
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    environment: process.env,
  };
}

/** Runs `use` with a signal that Ctrl-C aborts, instead of ending the process. */
export async function withInterrupt<T>(terminal: Terminal, use: (interrupt: AbortSignal) => Promise<T>): Promise<T> {
  const interrupt = new AbortController();
  const stopListening = terminal.onInterrupt(() => interrupt.abort());
  try {
    return await use(interrupt.signal);
  } finally {
    stopListening();
  }
}

export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

/** Colour where `isTerminal`, unless NO_COLOR is set to anything (https://no-color.org) or the terminal is a dumb one. */
export function paintFor(terminal: Terminal, isTerminal: boolean): Paint {
  const { NO_COLOR: noColor, TERM: term } = terminal.environment;
  const colour = isTerminal && (noColor === undefined || noColor === '') && term !== 'dumb';
  const with_ = (code: number) => (text: string) => (colour && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bold: with_(1), dim: with_(2), red: with_(31), green: with_(32), yellow: with_(33) };
}
