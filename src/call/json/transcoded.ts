import { type FieldPath, formatPath } from './field-path.ts';
import { printable } from './printable.ts';

/** What became of a payload. The messages are for the client's eyes, and name the field by its path where there is one. */
export type Transcoded =
  | { readonly kind: 'done'; readonly bytes: Uint8Array }
  /** It does not fit the message type, or is no legal JSON or protobuf at all. */
  | { readonly kind: 'malformed'; readonly message: string }
  /** It is over a limit: of bytes, of nesting, or of how many messages it holds. */
  | { readonly kind: 'too-large'; readonly message: string }
  /** The descriptor set cannot be used for JSON. No payload will pass. */
  | { readonly kind: 'unusable'; readonly message: string };

/** What is wrong with a payload, and where. */
export interface Fault {
  readonly path: FieldPath | null;
  readonly reason: string;
}

const MAX_REASON_LENGTH = 300;

export const UNUSABLE: Transcoded = {
  kind: 'unusable',
  message: 'the types of the backend’s descriptor set refer to one another in too long a chain',
};

export function malformed(fault: Fault): Transcoded {
  const path = formatPath(fault.path);
  const reason = printable(fault.reason, MAX_REASON_LENGTH);
  return { kind: 'malformed', message: path === '' ? reason : `${path}: ${reason}` };
}

export function tooLarge(message: string): Transcoded {
  return { kind: 'too-large', message };
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
