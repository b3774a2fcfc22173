import { maximumEdition, minimumEdition } from '@bufbuild/protobuf';
import { Edition, FeatureSet_EnumType, type FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import { type Findings, quote } from './findings.ts';
import type { IndexedEnum } from './set-index.ts';

/** The edition that a file is written in, the two old syntaxes included; null where it is none that we know. */
export function findEdition(file: FileDescriptorProto): Edition | null {
  switch (file.syntax) {
    case '':
    case 'proto2':
      return Edition.EDITION_PROTO2;
    case 'proto3':
      return Edition.EDITION_PROTO3;
    case 'editions':
      return file.edition > Edition.EDITION_PROTO3 && file.edition <= maximumEdition ? file.edition : null;
    default:
      return null;
  }
}

/** Only what the compiler behind JSON calls knows can be carried. */
export function checkSyntax(files: readonly FileDescriptorProto[], findings: Findings): void {
  for (const file of files) {
    const edition = findEdition(file);
    if (edition !== null && edition >= minimumEdition) continue;
    const said = file.syntax === 'editions' ? `edition ${file.edition}` : `syntax ${quote(file.syntax)}`;
    findings.add('UNSUPPORTED_EDITION', { file: file.name, symbol: '' }, `The file has ${said}`);
  }
}

/** Whether an enum is open: numbers that it does not name are values all the same. */
export function isOpen({ proto, file }: IndexedEnum): boolean {
  const declared = proto.options?.features?.enumType || file.options?.features?.enumType;
  if (declared) return declared === FeatureSet_EnumType.OPEN;
  return findEdition(file) !== Edition.EDITION_PROTO2;
}
