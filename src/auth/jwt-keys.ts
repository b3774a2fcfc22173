import { readFile } from 'node:fs/promises';
import {
  type CryptoKey,
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWSHeaderParameters,
} from 'jose';

type Key = CryptoKey | Uint8Array;

/** The keys that tokens may be signed with. */
export interface JwtKeys {
  /** Which algorithms (RFC 7518, 3.1) go with them: a public key must never be taken for a shared secret. */
  readonly algorithms: readonly string[];
  /** The key that a token names. Rejects where there is none. */
  readonly find: (header: JWSHeaderParameters, token: FlattenedJWSInput) => Key | Promise<Key>;
}

const SECRET_ALGORITHMS = ['HS256', 'HS384', 'HS512'];
const PUBLIC_ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
/** HS256 wants a key as long as its hash: RFC 7518, 3.2. */
const MIN_SECRET_BYTES = 32;
const FETCH_TIMEOUT_MS = 3000;
/** A token that names an unknown key makes us look for new ones, but no more often than this. */
const COOLDOWN_MS = 30_000;

/** @throws Error where the secret is too short to be one. */
export function keysOfSecret(secret: string): JwtKeys {
  const key = new TextEncoder().encode(secret);
  if (key.length < MIN_SECRET_BYTES) {
    throw new Error(`the shared secret of tokens has ${key.length} bytes, where ${MIN_SECRET_BYTES} is the least`);
  }
  return { algorithms: SECRET_ALGORITHMS, find: () => key };
}

/** The JSON Web Key Set (RFC 7517) at `url`: fetched when a token needs it, and again when one names a new key. */
export function keysAtUrl(url: URL): JwtKeys {
  const find = createRemoteJWKSet(url, { timeoutDuration: FETCH_TIMEOUT_MS, cooldownDuration: COOLDOWN_MS });
  return { algorithms: PUBLIC_ALGORITHMS, find };
}

/** The JSON Web Key Set in a file, which is read again when a token names a new key. Rejects where it cannot be read. */
export async function keysInFile(path: string, nowMs: () => number): Promise<JwtKeys> {
  let keys = createLocalJWKSet(await readKeySet(path));
  let readAtMs = nowMs();
  return {
    algorithms: PUBLIC_ALGORITHMS,
    async find(header, token) {
      try {
        return await keys(header, token);
      } catch (cause) {
        if (!(cause instanceof errors.JWKSNoMatchingKey) || nowMs() - readAtMs < COOLDOWN_MS) throw cause;
        readAtMs = nowMs();
        keys = createLocalJWKSet(await readKeySet(path));
        return await keys(header, token);
      }
    },
  };
}

async function readKeySet(path: string): Promise<JSONWebKeySet> {
  const content: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (!isKeySet(content)) throw new Error(`${path} holds no JSON Web Key Set`);
  return content;
}

function isKeySet(content: unknown): content is JSONWebKeySet {
  return typeof content === 'object' && content !== null && 'keys' in content && Array.isArray(content.keys);
}
