import { readdirSync, readFileSync } from 'node:fs';

/** Where the parent's id stands in proc(5)'s stat, counted from the field after the process's name. */
const PPID = 1;

/** A process and all that descend from it, as they are now. */
export function processTree(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    const parent = /^\d+$/.test(entry) ? parentOf(entry) : null;
    if (parent !== null) parents.set(Number(entry), parent);
  }
  const tree = [root];
  for (const pid of tree) {
    for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  }
  return tree;
}

function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[PPID]);
  } catch {
    // It ended since the folder was listed.
    return null;
  }
}
