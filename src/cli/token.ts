import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { Failure } from './failure.ts';
import { durationArgument, type OutputOptions, outputOption } from './options.ts';
import { wroteDocument } from './output.ts';
import type { Terminal } from './terminal.ts';

interface MintOptions extends OutputOptions {
  readonly user: string;
  readonly secret?: string;
  readonly secretFile?: string;
  readonly lifetime: number;
  readonly issuer?: string;
  readonly audience?: string;
}

const DEFAULT_LIFETIME_MS = 3_600_000;

export function tokenCommand(terminal: Terminal): Command {
  return new Command('token').description('tokens that clients log in with').addCommand(mintCommand(terminal));
}

function mintCommand(terminal: Terminal): Command {
  return new Command('mint')
    .description('make a token for development, signed with the shared secret of a gateway (auth jwt:secret)')
    .requiredOption('--user <name>', 'whose token it is')
    .addOption(new Option('--secret <text>', 'the shared secret').env('TRUNKLINE_JWT_SECRET'))
    .addOption(new Option('--secret-file <path>', 'a file that holds it').env('TRUNKLINE_JWT_SECRET_FILE'))
    .addOption(
      new Option('--lifetime <duration>', 'how long it is good')
        .default(DEFAULT_LIFETIME_MS, '1h')
        .argParser(durationArgument),
    )
    .option('--issuer <text>', 'what "iss" says')
    .option('--audience <text>', 'what "aud" says')
    .addOption(outputOption())
    .action(async (options: MintOptions) => {
      const { keysOfSecret, mintToken } = await import('../auth/index.ts');
      const secret = await readSecret(options);
      try {
        keysOfSecret(secret);
      } catch (cause) {
        throw new Failure(`No token was made: ${cause instanceof Error ? cause.message : 'the secret is none'}.`);
      }
      const { user, lifetime: lifetimeMs, issuer = null, audience = null, output } = options;
      const token = await mintToken(secret, { user, lifetimeMs, issuer, audience });
      const expiresAt = new Date(Date.now() + lifetimeMs).toISOString();
      if (!(await wroteDocument(terminal, output ?? null, { token, user, expiresAt }))) terminal.out(`${token}\n`);
    });
}

async function readSecret({ secret, secretFile }: MintOptions): Promise<string> {
  if (secret !== undefined) return secret;
  if (secretFile === undefined) {
    throw new Failure('There is no secret to sign with.', {
      remedy: 'Give --secret-file, or set TRUNKLINE_JWT_SECRET_FILE, as for the gateway.',
    });
  }
  return (await readFile(secretFile, 'utf8')).trim();
}
