import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import { type Findings, printable, quote } from './findings.ts';

/** A path with this many files in it says it all; the rest of a longer one is only counted. */
const MAX_PATH_FILES = 12;

interface Step {
  readonly file: FileDescriptorProto;
  nextImport: number;
}

/**
 * The files of a set in an order in which each comes after all that it imports. What is missing, imported twice or
 * imports itself is found; then the order is of no use.
 */
export function orderImports(
  files: readonly FileDescriptorProto[],
  findings: Findings,
): readonly FileDescriptorProto[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const file of files) checkImports(file, byName, findings);
  const ordered = new Set<FileDescriptorProto>();
  const reported = new Set<FileDescriptorProto>();
  for (const file of files) {
    // A row of steps instead of recursion: a chain may be as long as the set has files.
    const path: Step[] = ordered.has(file) ? [] : [{ file, nextImport: 0 }];
    const onPath = new Set<FileDescriptorProto>([file]);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const name = step.file.dependency[step.nextImport++];
      const imported = name === undefined ? undefined : byName.get(name);
      if (name === undefined) {
        path.pop();
        onPath.delete(step.file);
        ordered.add(step.file);
      } else if (imported !== undefined && onPath.has(imported)) {
        if (!reported.has(imported)) reportCycle(path, imported, findings);
        reported.add(imported);
      } else if (imported !== undefined && !ordered.has(imported)) {
        path.push({ file: imported, nextImport: 0 });
        onPath.add(imported);
      }
    }
  }
  return [...ordered];
}

function checkImports(
  file: FileDescriptorProto,
  byName: ReadonlyMap<string, FileDescriptorProto>,
  findings: Findings,
): void {
  const place = { file: file.name, symbol: '' };
  const seen = new Set<string>();
  for (const name of [...file.dependency, ...file.optionDependency]) {
    if (seen.has(name)) findings.add('DUPLICATE_IMPORT', place, `It imports ${quote(name)} twice`);
    seen.add(name);
  }
  for (const name of new Set(file.dependency)) {
    if (!byName.has(name)) findings.add('MISSING_IMPORT', place, `It imports ${quote(name)}, which is not in the set`);
  }
  for (const index of [...file.publicDependency, ...file.weakDependency]) {
    if (index >= 0 && index < file.dependency.length) continue;
    findings.add('MALFORMED', place, `It declares import number ${index} to be public or weak, and has none`);
  }
}

function reportCycle(path: readonly Step[], again: FileDescriptorProto, findings: Findings): void {
  const cycle = path.slice(path.findIndex((step) => step.file === again)).map((step) => printable(step.file.name));
  const first = printable(again.name);
  const shown =
    cycle.length <= MAX_PATH_FILES
      ? [...cycle, first]
      : [...cycle.slice(0, MAX_PATH_FILES), `(${cycle.length - MAX_PATH_FILES} more)`, first];
  findings.add(
    'IMPORT_CYCLE',
    { file: again.name, symbol: '' },
    `File recursively imports itself: ${shown.join(' -> ')}`,
  );
}
