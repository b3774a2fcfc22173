import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt';

export interface CommentLines {
  readonly leading: readonly string[];
  readonly trailing: readonly string[];
}

const NONE: CommentLines = { leading: [], trailing: [] };

/** The comments of a file, by the path of what they belong to: `SourceCodeInfo.Location.path`, joined by dots. */
export class Comments {
  readonly #byPath = new Map<string, CommentLines>();

  constructor(file: FileDescriptorProto) {
    for (const { path, leadingComments, trailingComments } of file.sourceCodeInfo?.location ?? []) {
      if (leadingComments === '' && trailingComments === '') continue;
      this.#byPath.set(path.join('.'), { leading: lines(leadingComments), trailing: lines(trailingComments) });
    }
  }

  at(path: string): CommentLines {
    return this.#byPath.get(path) ?? NONE;
  }
}

/** As line comments. What a terminal would obey is taken out: comments are a stranger's text. */
function lines(comment: string): readonly string[] {
  if (comment === '') return [];
  return comment
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `//${line.replaceAll(/[^\P{Cc}\t]|\p{Cf}/gu, '')}`.trimEnd());
}
