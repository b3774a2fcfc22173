import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import { Edition } from '@bufbuild/protobuf/wkt';
import type { OptionPrinter } from './options.ts';
import type { SourceWriter } from './source-writer.ts';
import type { TypeNames } from './type-names.ts';

/** What every part of a file is printed with. */
export interface PrintContext {
  readonly file: FileDescriptorProto;
  readonly edition: Edition;
  readonly out: SourceWriter;
  readonly types: TypeNames;
  readonly options: OptionPrinter;
}

export const isProto2 = ({ edition }: PrintContext): boolean => edition === Edition.EDITION_PROTO2;
export const isEditions = ({ edition }: PrintContext): boolean => edition > Edition.EDITION_PROTO3;

/** Options as they stand behind a field, value or range; empty where there are none. */
export function inBrackets(options: readonly string[]): string {
  return options.length === 0 ? '' : ` [${options.join(', ')}]`;
}

/** Options as statements of a body. */
export function printOptionLines(out: SourceWriter, options: readonly string[]): void {
  for (const option of options) out.line(`option ${option};`);
}
