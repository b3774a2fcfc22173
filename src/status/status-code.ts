/**
 * gRPC status codes, by the names that the specification gives them.
 * Source: https://grpc.github.io/grpc/core/md_doc_statuscodes.html
 */
export const STATUS = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type StatusName = keyof typeof STATUS;
export type StatusCode = (typeof STATUS)[StatusName];

const NAMES: readonly string[] = Object.keys(STATUS);

/** The name of a status code; a code outside 0..16 reads as `UNKNOWN`, as gRPC asks. */
export function statusName(code: number): string {
  return NAMES[code] ?? 'UNKNOWN';
}

/** Whether `code` is one of the seventeen that gRPC defines. */
export function isStatusCode(code: number): code is StatusCode {
  return Number.isInteger(code) && code >= 0 && code < NAMES.length;
}
