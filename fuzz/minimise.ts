/**
 * The shortest input that can be made by leaving bytes out of `input` such that `holds` is still true of it; then as many
 * of its bytes as can be are 0. `holds` is true of `input`.
 */
export function minimise(input: Uint8Array, holds: (candidate: Uint8Array) => boolean): Uint8Array {
  let best = input;
  for (let size = Math.ceil(input.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.length; ) {
      const candidate = without(best, at, at + size);
      if (holds(candidate)) best = candidate;
      else at += size;
    }
  }
  for (let at = 0; at < best.length; at++) {
    if (best[at] === 0) continue;
    const candidate = best.slice();
    candidate[at] = 0;
    if (holds(candidate)) best = candidate;
  }
  return best;
}

function without(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const rest = new Uint8Array(from + Math.max(0, bytes.length - to));
  rest.set(bytes.subarray(0, from));
  rest.set(bytes.subarray(to), from);
  return rest;
}
