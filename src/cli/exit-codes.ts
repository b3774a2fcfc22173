/**
 * What the process ends with. A call's status is 64 and its gRPC code, as grpcurl has it; 100 is what buf ends with for
 * changes that break clients, and 130 what a shell says of Ctrl-C.
 */
export const EXIT = { OK: 0, FAILED: 1, USAGE: 2, INCOMPATIBLE: 100, INTERRUPTED: 130 } as const;

/** The exit code of a call that ended with the gRPC status `code`. */
export function callExitCode(code: number): number {
  return 64 + code;
}
