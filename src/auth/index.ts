export { type Authenticator, type Identity, INVALID, type Verdict } from './authenticator.ts';
export { JwtAuthenticator, type JwtOptions } from './jwt-authenticator.ts';
export { type JwtKeys, keysAtUrl, keysInFile, keysOfSecret } from './jwt-keys.ts';
export { mintToken, type TokenClaims } from './mint-token.ts';
export { openAuthenticator } from './open-authenticator.ts';
