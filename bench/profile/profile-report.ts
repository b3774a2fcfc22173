import { alignedTable } from '../report.ts';
import type { Place } from './cpu-profile.ts';
import { IDLE, partOf } from './part-of.ts';

/** A place and a part below these shares of the whole are left out. */
const LEAST_OF_TREE = 0.02;
const LEAST_OF_PART = 0.005;
const FUNCTIONS = 15;
const BAR = 24;

/** Where the time of a profile goes: by part, by function, and as a tree with what is below. Idle time is left out. */
export function asProfile(root: Place): string {
  const busyUs = root.totalUs - idleUs(root);
  return [
    alignedTable([['PART', 'SHARE'], ...shares(root, busyUs, partOf, LEAST_OF_PART)], 1),
    alignedTable([['FUNCTION', 'SHARE'], ...shares(root, busyUs, labelOf, 0).slice(0, FUNCTIONS)], 1),
    `${treeOf(root, busyUs).join('\n')}\n`,
  ].join('\n');
}

function shares(
  root: Place,
  busyUs: number,
  keyOf: (place: Place) => string,
  least: number,
): readonly (readonly string[])[] {
  const us = new Map<string, number>();
  for (const place of placesOf(root)) {
    if (place.name !== IDLE) us.set(keyOf(place), (us.get(keyOf(place)) ?? 0) + place.selfUs);
  }
  return [...us]
    .filter(([, selfUs]) => selfUs > 0 && selfUs >= least * busyUs)
    .toSorted(([, a], [, b]) => b - a)
    .map(([key, selfUs]) => [key, percent(selfUs, busyUs)]);
}

/** One line a place, the bar as long as its share, and what it calls below it. */
function treeOf(root: Place, busyUs: number): readonly string[] {
  const lines: string[] = [];
  const add = (place: Place, depth: number) => {
    const bar = '█'.repeat(Math.round((BAR * place.totalUs) / busyUs)).padEnd(BAR);
    lines.push(`${percent(place.totalUs, busyUs)} ${bar} ${'  '.repeat(depth)}${labelOf(place)}`);
    for (const next of bigOnes(place)) add(next, depth + 1);
  };
  const bigOnes = ({ below }: Place): readonly Place[] =>
    merged(below)
      .filter(({ name, totalUs }) => name !== IDLE && totalUs >= LEAST_OF_TREE * busyUs)
      .flatMap((place) => (onlyPassesOn(place, busyUs) ? bigOnes(place) : [place]))
      .toSorted((a, b) => b.totalUs - a.totalUs);
  for (const place of bigOnes(root)) add(place, 0);
  return lines;
}

/** The many layers of Node between a socket and us would hide what they lead to. */
function onlyPassesOn({ url, selfUs }: Place, busyUs: number): boolean {
  return url.startsWith('node:') && selfUs < LEAST_OF_TREE * busyUs;
}

/** V8 keeps a function apart by how it was compiled; a reader sees one. */
function merged(places: readonly Place[]): readonly Place[] {
  const byLabel = new Map<string, Place[]>();
  for (const place of places) byLabel.set(labelOf(place), [...(byLabel.get(labelOf(place)) ?? []), place]);
  return [...byLabel.values()].map((same) => ({
    name: same[0]?.name ?? '',
    url: same[0]?.url ?? '',
    below: same.flatMap(({ below }) => below),
    selfUs: same.reduce((sum, { selfUs }) => sum + selfUs, 0),
    totalUs: same.reduce((sum, { totalUs }) => sum + totalUs, 0),
  }));
}

function* placesOf(place: Place): Generator<Place> {
  yield place;
  for (const next of place.below) yield* placesOf(next);
}

function idleUs(root: Place): number {
  return [...placesOf(root)].reduce((sum, { name, selfUs }) => sum + (name === IDLE ? selfUs : 0), 0);
}

function labelOf({ name, url }: Place): string {
  const file = /\/dist\/src\/(.+)\.js$/.exec(url)?.[1] ?? (url.startsWith('node:') ? url : '');
  return file === '' ? name : `${name}  ${file}`;
}

function percent(us: number, ofUs: number): string {
  return `${((us * 100) / Math.max(1, ofUs)).toFixed(1)} %`.padStart(7);
}
