import { stringLiteral } from './literals.ts';
import { isEditions, type PrintContext } from './print-context.ts';

/** Numbers from `start` to `last`, both included, where `most` is the highest that there is. */
export function rangeText(start: number, last: number, most: number): string {
  if (start === last) return String(start);
  return `${start} to ${last === most ? 'max' : last}`;
}

/** Reserved names: identifiers in editions, and string literals before. */
export function reservedNames(context: PrintContext, names: readonly string[]): string {
  return names.map((name) => (isEditions(context) ? name : stringLiteral(name))).join(', ');
}
