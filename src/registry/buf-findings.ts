import { z } from 'zod';
import type { Finding } from '../status/index.ts';
import { decodeFile } from './admission/decode-files.ts';
import { LIMITS } from './admission/limits.ts';
import { scanWire } from './admission/scan-wire.ts';
import { indexSet } from './admission/set-index.ts';

const LINE = z.object({ path: z.string().default(''), type: z.string(), message: z.string() });

const REMEDY =
  'Keep what clients use and add beside it; see https://buf.build/docs/breaking/rules for the rule. To force the change, ' +
  'use compatibility `none`.';

/** What buf says of a field, value, method or the thing around it: names without their package. */
const SUBJECT = /\b(?:on|present) (?:message|enum|service) "([^"]+)"/;
const MEMBER = /^(?:Field "\d+" with name|Previously present field "\d+" with name|RPC) "([^"]+)"/;

/** The findings in what `buf breaking --error-format json` prints: one JSON object a line, under buf's rule names. */
export function parseBufFindings(output: string, after: Uint8Array): readonly Finding[] {
  const findings: Finding[] = [];
  const symbols = new FileSymbols(after);
  for (const line of output.split('\n').slice(0, LIMITS.findings)) {
    if (line.trim() === '') continue;
    const { path, type, message } = LINE.parse(JSON.parse(line));
    findings.push({ rule: type, file: path, symbol: symbols.of(path, message), message, remedy: REMEDY });
  }
  return findings;
}

/** Finds the full name of what buf means: it names a nested message by its last part. */
class FileSymbols {
  readonly #set: Uint8Array;
  #byFile: ReadonlyMap<string, readonly string[]> | null = null;

  constructor(set: Uint8Array) {
    this.#set = set;
  }

  of(path: string, message: string): string {
    const name = SUBJECT.exec(message)?.[1];
    if (name === undefined) return '';
    this.#byFile ??= namesByFile(this.#set);
    const candidates = (this.#byFile.get(path) ?? []).filter((full) => full === name || full.endsWith(`.${name}`));
    const [only, ...others] = candidates;
    if (only === undefined || others.length > 0) return name;
    const member = MEMBER.exec(message)?.[1];
    return member === undefined ? only : `${only}.${member}`;
  }
}

function namesByFile(set: Uint8Array): ReadonlyMap<string, readonly string[]> {
  const files = scanWire(set, LIMITS).flatMap(({ withoutSource }) => decodeFile(withoutSource) ?? []);
  return new Map(
    files.map((file) => {
      const { messages, enums, services } = indexSet([file]);
      return [file.name, [...messages, ...enums, ...services].map(({ name }) => name)] as const;
    }),
  );
}
