const UNITS_MS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** The wire carries timeouts in 32 bits. */
const MAX_MS = 0xffff_ffff;

/** Milliseconds of `5s`, `1500ms`, `2m`, `1.5h`; null for anything else, a number without a unit included. */
export function parseDuration(text: string): number | null {
  const match = /^([0-9]{1,10}(?:\.[0-9]{1,3})?)(ms|s|m|h)$/.exec(text);
  const unitMs = UNITS_MS.get(match?.[2] ?? '');
  if (match === null || unitMs === undefined) return null;
  const ms = Math.round(Number(match[1]) * unitMs);
  return ms > 0 && ms <= MAX_MS ? ms : null;
}

/** `5s`, `1.5s`, `2m`: the shortest of the above that says the same. */
export function formatDuration(ms: number): string {
  for (const [unit, unitMs] of [...UNITS_MS].reverse()) {
    if (ms >= unitMs && Number.isInteger((ms / unitMs) * 10)) return `${ms / unitMs}${unit}`;
  }
  return `${ms}ms`;
}
