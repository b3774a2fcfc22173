import { dirname, join } from 'node:path/posix';
import { findCycles } from './find-cycles.ts';
import { importsOf } from './imports-of.ts';

/** Source files by their path below `src/`, such as `wire/frame.ts`. */
export type Sources = ReadonlyMap<string, string>;

export interface Rules {
  readonly layers: Readonly<Record<string, readonly string[]>>;
  readonly nodeFree: Readonly<Record<string, readonly string[]>>;
}

/** All places where the source is not as it is drawn, as sentences that name the file. */
export function findViolations(sources: Sources, rules: Rules): string[] {
  const graph = new Map<string, string[]>();
  const found: string[] = [];
  for (const [file, text] of sources) {
    const imported = importsOf(text);
    const local = imported
      .filter(({ name }) => name.startsWith('.'))
      .map(({ name, typesOnly }) => ({ target: join(dirname(file), name), typesOnly }));
    // Two types may well know each other: a circle is one only where the program runs in it.
    graph.set(
      file,
      local.filter(({ typesOnly }) => !typesOnly).map(({ target }) => target),
    );
    found.push(
      ...undrawnFolder(file, rules),
      ...local.flatMap(({ target }) => crossing(file, target, sources, rules)),
      ...imported.flatMap(({ name }) => nodeImport(file, name, rules)),
    );
  }
  const cycles = findCycles(graph).map((cycle) => `${cycle.join(' > ')}: these files import each other in a circle`);
  return [...found, ...cycles];
}

function undrawnFolder(file: string, { layers }: Rules): string[] {
  return folderOf(file) in layers ? [] : [`${file}: the folder ${folderOf(file)}/ is not in scripts/layers.ts`];
}

function crossing(file: string, target: string, sources: Sources, { layers }: Rules): string[] {
  if (target.startsWith('..')) return [`${file}: imports ${target}, outside of src/`];
  const [from, to] = [folderOf(file), folderOf(target)];
  const allowed = layers[from] ?? [];
  const found: string[] = [];
  if (from !== to && !allowed.includes(to) && !allowed.includes('*'))
    found.push(`${file}: ${from}/ may not import ${to}/`);
  const door = doorBetween(file, target, sources);
  if (door !== null && door !== target) found.push(`${file}: imports ${target}, where the door is ${door}`);
  return found;
}

/** The door of the outermost folder that the target is in and the file is not. A folder below the top may have none. */
function doorBetween(file: string, target: string, sources: Sources): string | null {
  const parts = dirname(target).split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const folder = parts.slice(0, depth).join('/');
    const door = `${folder}/index.ts`;
    if (!file.startsWith(`${folder}/`) && (depth === 1 || sources.has(door))) return door;
  }
  return null;
}

function nodeImport(file: string, name: string, { nodeFree }: Rules): string[] {
  const exempt = nodeFree[folderOf(file)];
  if (exempt === undefined || exempt.includes(file) || !name.startsWith('node:')) return [];
  return [`${file}: imports ${name}, where browsers run ${folderOf(file)}/ too`];
}

function folderOf(file: string): string {
  return file.slice(0, file.indexOf('/'));
}
