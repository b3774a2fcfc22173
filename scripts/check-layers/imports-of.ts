export interface Import {
  /** As it is written. */
  readonly name: string;
  /** Nothing of it is left when the program runs. */
  readonly typesOnly: boolean;
}

/** What a file imports or re-exports, dynamic imports too. */
export function importsOf(text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found = [
    ...code.matchAll(/^(?:import|export)\b(\s+type\b)?[^'";]*?\bfrom\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/^import(\s+)['"]([^'"]+)['"]/gm),
    ...code.matchAll(/\bimport\((\s*)['"]([^'"]+)['"]/g),
  ];
  return found.map((match) => ({ name: match[2] ?? '', typesOnly: (match[1] ?? '').trim() !== '' }));
}
