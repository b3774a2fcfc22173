/** How the names of the admin API's enums read in a table: `METHOD_KIND_SERVER_STREAMING` is "server streaming". */
function withoutPrefix(name: string, prefix: string): string {
  const bare = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return bare.toLowerCase();
}

export function methodKindName(kind: string): string {
  return withoutPrefix(kind, 'METHOD_KIND_').replaceAll('_', ' ');
}

export function idempotencyName(idempotency: string): string {
  const name = withoutPrefix(idempotency, 'IDEMPOTENCY_').replaceAll('_', ' ');
  return name === 'unspecified' ? '-' : name;
}

/** As --compat takes it. */
export function compatibilityName(compatibility: string): string {
  return withoutPrefix(compatibility, 'COMPATIBILITY_');
}

export function changeKindName(kind: string): string {
  return withoutPrefix(kind, 'KIND_');
}

export function sessionStateName(state: string): string {
  return withoutPrefix(state, 'SESSION_STATE_');
}

export function outcomeName(outcome: string): string {
  return withoutPrefix(outcome, 'TARGET_OUTCOME_').replaceAll('_', ' ');
}

export function eventKindName(kind: string): string {
  return withoutPrefix(kind, 'EVENT_KIND_').replaceAll('_', ' ');
}

/** `2026-01-31T12:00:00Z`. */
export function timeName(unixMs: number): string {
  return `${new Date(unixMs).toISOString().slice(0, 19)}Z`;
}

/** A span for people: `12ms`, `34s`, `5m`, `3h`, `2d`. */
export function spanName(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 1) return `${Math.max(0, Math.round(ms))}ms`;
  if (seconds < 100) return `${Math.round(seconds)}s`;
  if (seconds < 100 * 60) return `${Math.round(seconds / 60)}m`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)}h`;
  return `${Math.round(seconds / 86_400)}d`;
}

/** `3 methods`, `1 method`. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
