/** A method as a request names it. */
export interface MethodName {
  readonly service: string;
  readonly method: string;
}

/**
 * Splits `package.Service/Method`; a slash before it, as in a gRPC path, is let through. Null where it is no such name.
 * Whether the names are legal is the gateway's to say.
 */
export function parseMethodName(name: string): MethodName | null {
  const start = name.startsWith('/') ? 1 : 0;
  const slash = name.indexOf('/', start);
  if (slash <= start || slash === name.length - 1 || name.includes('/', slash + 1)) return null;
  return { service: name.slice(start, slash), method: name.slice(slash + 1) };
}

/** The name as an error shows it. */
export function methodPath({ service, method }: MethodName): string {
  return `${service}/${method}`;
}
