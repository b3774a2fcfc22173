import { Command } from 'commander';
import { type MetadataEntry, STATUS } from '../status/index.ts';
import { headerArgument } from './call-input.ts';
import { runCall } from './call-stream.ts';
import { callExitCode, EXIT } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { jsonDocuments } from './json-documents.ts';
import { durationArgument, gatewayOption, type OutputOptions, outputOption, tokenOption } from './options.ts';
import { writeFacts } from './output.ts';
import { type Terminal, withInterrupt } from './terminal.ts';

interface CallOptions extends OutputOptions {
  readonly data: string;
  readonly header?: readonly MetadataEntry[];
  readonly timeout?: number;
  readonly gateway: string;
  readonly token?: string;
}

/** What connecting may take. */
const CONNECT_TIMEOUT_MS = 5_000;

export function callCommand(terminal: Terminal): Command {
  return new Command('call')
    .description('call a method through the gateway, as any client does, in JSON')
    .argument('<method>', 'SERVICE/METHOD, the service by its full name')
    .option('-d, --data <json>', 'the message, or @ for standard input, where there may be several', '{}')
    .option('-H, --header <key: value>', 'metadata; may be given again; base64 for keys in -bin', headerArgument)
    .option(
      '--timeout <duration>',
      "how long the call may take; the registration's default otherwise",
      durationArgument,
    )
    .addOption(tokenOption())
    .addOption(gatewayOption())
    .addOption(outputOption())
    .action(async (method: string, options: CallOptions) => {
      const { CallError, connect, ConnectionError } = await import('../client/index.ts');
      const { callFailure } = await import('./call-failure.ts');
      await withInterrupt(terminal, async (interrupt) => {
        try {
          const messages = readMessages(terminal, options.data);
          const first = await messages.next();
          const settings = {
            connectTimeoutMs: CONNECT_TIMEOUT_MS,
            reconnect: false,
            client: 'trunkline-cli',
            token: options.token,
          } as const;
          const client = await connect(options.gateway, settings);
          const { timeout: timeoutMs, header: metadata } = options;
          await runCall(client, {
            method,
            first,
            messages,
            options: { timeoutMs, metadata, signal: interrupt },
            answer: (payload, kind) => writeAnswer(terminal, options, Buffer.from(payload).toString('utf8'), kind),
          }).finally(() => client.close());
        } catch (error) {
          if (interrupt.aborted) throw new Failure('Cancelled.', { exitCode: EXIT.INTERRUPTED });
          // What was typed is at fault, not the call.
          if (error instanceof CallError && error.cause instanceof Failure) throw error.cause;
          if (error instanceof CallError) throw callFailure(error);
          if (error instanceof ConnectionError) throw notConnected(options.gateway, error);
          throw error;
        } finally {
          terminal.closeInput();
        }
      });
    });
}

function readMessages(terminal: Terminal, data: string): AsyncGenerator<Uint8Array, undefined> {
  return data === '@' ? jsonDocuments(terminal.input(), 'Standard input') : jsonDocuments([data], 'What -d gives');
}

async function writeAnswer(
  terminal: Terminal,
  { output }: CallOptions,
  json: string,
  kind: 'only' | 'stream',
): Promise<void> {
  const answer: unknown = JSON.parse(json);
  const fields = typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? Object.entries(answer) : [];
  const facts = fields.map(
    ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
  );
  if (kind === 'stream' && output === 'yaml') terminal.out('---\n');
  await writeFacts(terminal, output ?? 'json', answer, facts);
}

function notConnected(gateway: string, error: Error): Failure {
  return new Failure(`No session with the gateway at ${gateway}.`, {
    exitCode: callExitCode(STATUS.UNAVAILABLE),
    facts: [['cause', error.message]],
    remedy: 'Start a gateway with `trunkline serve`, or name its client listener with --gateway or TRUNKLINE_GATEWAY.',
  });
}
