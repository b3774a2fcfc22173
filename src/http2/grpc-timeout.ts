/** The units that a timeout may be told in, finest first, with their milliseconds. */
const UNITS = [
  ['m', 1],
  ['S', 1000],
  ['M', 60_000],
  ['H', 3_600_000],
] as const;

/** At most 8 digits: gRPC PROTOCOL-HTTP2, "Timeout". */
const MAX_VALUE = 99_999_999;

/**
 * What is left of a deadline as a grpc-timeout value, in the finest unit that holds it. Rounded down, so that the backend
 * never believes in more time than there is; but never 0, which some servers refuse.
 */
export function formatGrpcTimeout(remainingMs: number): string {
  for (const [unit, unitMs] of UNITS) {
    const value = Math.max(1, Math.floor(remainingMs / unitMs));
    if (value <= MAX_VALUE) return value + unit;
  }
  return `${MAX_VALUE}H`;
}
