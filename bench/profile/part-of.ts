import type { Place } from './cpu-profile.ts';

/** In which the process waits for work: it costs nothing. */
export const IDLE = '(idle)';

/** Whose code a place is: a folder of src, a package, Node, or below JavaScript. */
export function partOf({ name, url }: Pick<Place, 'name' | 'url'>): string {
  if (name === '(garbage collector)') return 'garbage collector';
  if (name === '(program)') return 'event loop and system calls, outside of JavaScript';
  const folder = /\/dist\/src\/([^/]+)\//.exec(url)?.[1];
  if (folder !== undefined) return `src/${folder}`;
  const module = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (module !== undefined) return module;
  if (url.startsWith('node:')) return 'JavaScript of Node';
  return 'native functions of Node (socket writes among them)';
}
