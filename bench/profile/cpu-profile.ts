import { readFileSync } from 'node:fs';

/** What V8 writes for --cpu-prof. Times are those of CLOCK_MONOTONIC, in microseconds. */
interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly startTime: number;
  readonly samples: readonly number[];
  /** Between each sample and the one before. */
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

/** A function as it was called by this way, with what it and those below it took. */
export interface Place {
  readonly name: string;
  /** File or module; empty where it is of V8 or native. */
  readonly url: string;
  readonly below: readonly Place[];
  selfUs: number;
  totalUs: number;
}

/** The tree of calls of a profile, with the samples between two times only (microseconds of CLOCK_MONOTONIC). */
export function readCpuProfile(file: string, fromUs: number, toUs: number): Place {
  const profile: CpuProfile = JSON.parse(readFileSync(file, 'utf8'));
  const selfUs = timeOfNodes(profile, fromUs, toUs);
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const [root] = profile.nodes;
  if (root === undefined) throw new Error(`${file} is empty`);
  return placeOf(root, nodes, selfUs);
}

function timeOfNodes(
  { samples, timeDeltas, startTime }: CpuProfile,
  fromUs: number,
  toUs: number,
): Map<number, number> {
  const selfUs = new Map<number, number>();
  let atUs = startTime;
  for (const [index, node] of samples.entries()) {
    const deltaUs = timeDeltas[index] ?? 0;
    atUs += deltaUs;
    // Two samples may be written in the wrong order, and are then apart by less than nothing.
    if (atUs >= fromUs && atUs <= toUs && deltaUs > 0) selfUs.set(node, (selfUs.get(node) ?? 0) + deltaUs);
  }
  return selfUs;
}

function placeOf(
  node: ProfileNode,
  nodes: ReadonlyMap<number, ProfileNode>,
  selfUs: ReadonlyMap<number, number>,
): Place {
  const below = (node.children ?? []).flatMap((id) => {
    const child = nodes.get(id);
    return child === undefined ? [] : [placeOf(child, nodes, selfUs)];
  });
  const self = selfUs.get(node.id) ?? 0;
  return {
    name: node.callFrame.functionName === '' ? '(anonymous)' : node.callFrame.functionName,
    url: node.callFrame.url,
    below,
    selfUs: self,
    totalUs: below.reduce((sum, { totalUs }) => sum + totalUs, self),
  };
}
