import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt';

/**
 * The files in an order in which each comes after what it imports. An import that is missing, or that would close a
 * cycle, is passed over here; compiling the set then names it. Takes no stack: a chain of imports may be long.
 */
export function orderByImport(files: ReadonlyMap<string, FileDescriptorProto>): FileDescriptorProto[] {
  const ordered: FileDescriptorProto[] = [];
  const entered = new Set<string>();
  for (const root of files.values()) {
    const open: Visit[] = [];
    enter(root, open, entered);
    for (let visit = open.at(-1); visit !== undefined; visit = open.at(-1)) {
      const name = visit.file.dependency[visit.nextImport++];
      if (name === undefined) {
        ordered.push(visit.file);
        open.pop();
        continue;
      }
      const imported = files.get(name);
      if (imported !== undefined) enter(imported, open, entered);
    }
  }
  return ordered;
}

interface Visit {
  readonly file: FileDescriptorProto;
  nextImport: number;
}

function enter(file: FileDescriptorProto, open: Visit[], entered: Set<string>): void {
  if (entered.has(file.name)) return;
  entered.add(file.name);
  open.push({ file, nextImport: 0 });
}
