/** What grpc-js says of a connection that it could not make, without the words around it. */
export function connectCause(details: string): string {
  return details
    .replace(/^No connection established\. Last error: (Error: )?/, '')
    .replace(/\.? ?Resolution note: ?$/, '');
}
