import { SymbolVisibility } from '@bufbuild/protobuf/wkt';

/** The keyword of edition 2024 that lets other files use a symbol, or keeps them from it. */
export function visibility(value: SymbolVisibility): string {
  switch (value) {
    case SymbolVisibility.VISIBILITY_EXPORT:
      return 'export ';
    case SymbolVisibility.VISIBILITY_LOCAL:
      return 'local ';
    default:
      return '';
  }
}
