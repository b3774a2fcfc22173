import { Command } from 'commander';
import type { Client } from '../client/index.ts';
import { type MetadataEntry, STATUS } from '../status/index.ts';
import { headerArgument, readMessage } from './call-input.ts';
import { callExitCode } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { durationArgument, gatewayOption, type OutputOptions, outputOption } from './options.ts';
import { writeFacts } from './output.ts';
import type { Terminal } from './terminal.ts';

interface CallOptions extends OutputOptions {
  readonly data: string;
  readonly header?: readonly MetadataEntry[];
  readonly timeout?: number;
  readonly gateway: string;
}

/** What connecting may take. */
const CONNECT_TIMEOUT_MS = 5_000;

export function callCommand(terminal: Terminal): Command {
  return new Command('call')
    .description('call a method through the gateway, as any client does, in JSON')
    .argument('<method>', 'SERVICE/METHOD, the service by its full name')
    .option('-d, --data <json>', 'the message, or @ for standard input', '{}')
    .option('-H, --header <key: value>', 'metadata; may be given again; base64 for keys in -bin', headerArgument)
    .option(
      '--timeout <duration>',
      "how long the call may take; the registration's default otherwise",
      durationArgument,
    )
    .addOption(gatewayOption())
    .addOption(outputOption())
    .action(async (method: string, options: CallOptions) => {
      const message = await readMessage(terminal, options.data);
      const { CallError, connect, ConnectionError } = await import('../client/index.ts');
      const { callFailure } = await import('./call-failure.ts');
      try {
        const settings = { connectTimeoutMs: CONNECT_TIMEOUT_MS, reconnect: false, client: 'trunkline-cli' } as const;
        const client = await connect(options.gateway, settings);
        const answer = await callOnce(client, method, message, options).finally(() => client.close());
        await writeAnswer(terminal, options, answer);
      } catch (error) {
        if (error instanceof CallError) throw callFailure(error);
        if (error instanceof ConnectionError) throw notConnected(options.gateway, error);
        throw error;
      }
    });
}

async function callOnce(client: Client, method: string, message: Uint8Array, options: CallOptions): Promise<string> {
  const { payload } = await client.invoke(method, message, {
    encoding: 'json',
    timeoutMs: options.timeout,
    metadata: options.header,
  });
  return Buffer.from(payload).toString('utf8');
}

async function writeAnswer(terminal: Terminal, { output }: CallOptions, json: string): Promise<void> {
  const answer: unknown = JSON.parse(json);
  const fields = typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? Object.entries(answer) : [];
  const facts = fields.map(
    ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
  );
  await writeFacts(terminal, output ?? 'json', answer, facts);
}

function notConnected(gateway: string, error: Error): Failure {
  return new Failure(`No session with the gateway at ${gateway}.`, {
    exitCode: callExitCode(STATUS.UNAVAILABLE),
    facts: [['cause', error.message]],
    remedy: 'Start a gateway with `trunkline serve`, or name its client listener with --gateway or TRUNKLINE_GATEWAY.',
  });
}
