import { SignJWT } from 'jose';

export interface TokenClaims {
  readonly user: string;
  /** How long the token is good, in milliseconds. */
  readonly lifetimeMs: number;
  readonly issuer: string | null;
  readonly audience: string | null;
}

/** Makes a token that a gateway takes which has the same shared secret. */
export function mintToken(secret: string, { user, lifetimeMs, issuer, audience }: TokenClaims): Promise<string> {
  const nowS = Math.floor(Date.now() / 1000);
  const token = new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + Math.ceil(lifetimeMs / 1000));
  if (issuer !== null) token.setIssuer(issuer);
  if (audience !== null) token.setAudience(audience);
  return token.sign(new TextEncoder().encode(secret));
}
