/**
 * Whether a Hello with the number `attempt` is older than one with the number `last`, or is that one: it was long on its way,
 * and whoever sent it has come by another connection since. One without a number is never late.
 */
export function isLateHello(attempt: number, last: number): boolean {
  return attempt !== 0 && attempt <= last;
}
