/** Whether two values say the same: objects by their own fields, bytes by content, whatever class they are views of. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Uint8Array) return b instanceof Uint8Array && sameBytes(a, b);
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) {
      if (!sameValue(a[index], b[index])) return false;
    }
    return true;
  }
  let fields = 0;
  for (const name in a) {
    if (!sameValue(fieldOf(a, name), fieldOf(b, name))) return false;
    fields++;
  }
  for (const _ in b) fields--;
  return fields === 0;
}

function fieldOf(value: object, name: string): unknown {
  return Reflect.get(value, name);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) {
    if (a[at] !== b[at]) return false;
  }
  return true;
}
