import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import {
  type Authenticator,
  JwtAuthenticator,
  type JwtKeys,
  keysAtUrl,
  keysInFile,
  keysOfSecret,
  openAuthenticator,
} from '../auth/index.ts';
import type { Clock } from '../clock/index.ts';
import { ResumeTokens } from '../session/index.ts';
import { type AuthKind, parseAuthKind } from './auth-kind.ts';
import { type Config, NONE } from './config-schema.ts';

const RESUME_SECRET_BYTES = 32;

/** Who decides who clients are, as configured. Rejects where a file cannot be read, or a secret is none. */
export async function openAuthenticatorOf(config: Config, clock: Clock, log: Logger): Promise<Authenticator> {
  const auth = parseAuthKind(config.auth) ?? { kind: 'none' };
  if (auth.kind === 'none') return openAuthenticator;
  const { issuer, audience, clockToleranceMs } = config.jwt;
  const options = { issuer: orNull(issuer), audience: orNull(audience), clockToleranceMs };
  return new JwtAuthenticator(await readKeys(auth, config.jwt, clock), options, clock, (why) =>
    log.info({ why }, 'a token was refused'),
  );
}

function readKeys(
  auth: Exclude<AuthKind, { kind: 'none' }>,
  jwt: Config['jwt'],
  clock: Clock,
): JwtKeys | Promise<JwtKeys> {
  if (auth.kind === 'url') return keysAtUrl(auth.url);
  if (auth.kind === 'file') return keysInFile(auth.path, () => clock.nowMs());
  return readSecret(jwt.secret, jwt.secretFile).then((secret) => {
    if (secret === null) throw new Error('auth is jwt:secret, and neither jwt.secret nor jwt.secretFile is set');
    return keysOfSecret(secret);
  });
}

/** What resume tokens are signed with. Without a configured secret it is new with each start. `issuer`: this gateway. */
export async function openResumeTokens({ session }: Config, issuer: string): Promise<ResumeTokens> {
  const secret = await readSecret(session.resumeSecret, session.resumeSecretFile);
  return new ResumeTokens(secret === null ? randomBytes(RESUME_SECRET_BYTES) : Buffer.from(secret), issuer);
}

async function readSecret(secret: string, file: string): Promise<string | null> {
  return file === NONE ? orNull(secret) : (await readFile(file, 'utf8')).trim();
}

const orNull = (text: string): string | null => (text === NONE ? null : text);
