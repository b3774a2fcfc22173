/**
 * Whether `output` holds all lines that a document shows, in their order. Numbers with their plurals, times, durations, ids
 * of sessions and white space may differ: what counts is which words stand where.
 *
 * @returns the first line that is not there; null where all are.
 */
export function findMissingLine(shown: readonly string[], output: string): string | null {
  const printed = output.split('\n').map(shapeOf);
  let from = 0;
  for (const line of shown) {
    const shape = shapeOf(line);
    const at = printed.indexOf(shape, from);
    if (at < 0) return line;
    from = at + 1;
  }
  return null;
}

function shapeOf(line: string): string {
  return line
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/\b[0-9a-f]{12}\b/g, 'HASH')
    .replaceAll(/(?<![\w-])[\w-]{22}(?![\w-])/g, 'SESSION')
    .replaceAll(/\d+(\.\d+)?/g, 'N')
    .replaceAll(/\bN(ms|s|m|h)\b/g, 'AGE')
    .replaceAll(/\bN ([a-z]+)s\b/g, 'N $1')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
