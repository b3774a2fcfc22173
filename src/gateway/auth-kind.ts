/** How clients prove who they are, as `auth` says it. */
export type AuthKind =
  | { readonly kind: 'none' }
  | { readonly kind: 'secret' }
  | { readonly kind: 'url'; readonly url: URL }
  | { readonly kind: 'file'; readonly path: string };

const JWT = 'jwt:';

/** Reads `none`, `jwt:secret`, `jwt:https://HOST/PATH` or `jwt:PATH`; null for anything else. */
export function parseAuthKind(text: string): AuthKind | null {
  if (text === 'none') return { kind: 'none' };
  if (!text.startsWith(JWT) || text === JWT) return null;
  const where = text.slice(JWT.length);
  if (where === 'secret') return { kind: 'secret' };
  if (!/^https?:\/\//.test(where)) return { kind: 'file', path: where };
  return URL.canParse(where) ? { kind: 'url', url: new URL(where) } : null;
}
