const SIGNATURES: readonly (readonly [name: string, test: (head: Uint8Array) => boolean])[] = [
  [
    'HTTP',
    (head) =>
      ['GET ', 'POST', 'PUT ', 'HEAD', 'OPTI', 'DELE', 'PATC', 'CONN', 'TRAC'].some((verb) => startsWith(head, verb)),
  ],
  ['HTTP/2', (head) => startsWith(head, 'PRI ')],
  ['TLS', (head) => head[0] === 0x16 && head[1] === 0x03],
  ['PROXY', (head) => startsWith(head, 'PROX') || startsWith(head, '\r\n\r\n')],
  ['SSH', (head) => startsWith(head, 'SSH-')],
];

/**
 * Guesses what a client speaks that does not speak our protocol, from the first bytes that it sent; null where they
 * may be ours. None of these can be the beginning of a Hello frame: its second byte would be a field's tag.
 */
export function guessForeignProtocol(head: Uint8Array): string | null {
  const match = SIGNATURES.find(([, test]) => test(head));
  return match === undefined ? null : match[0];
}

function startsWith(head: Uint8Array, text: string): boolean {
  if (head.length < text.length) return false;
  for (let index = 0; index < text.length; index++) {
    if (head[index] !== text.charCodeAt(index)) return false;
  }
  return true;
}
