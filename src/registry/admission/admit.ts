import { create, createFileRegistry, type FileRegistry } from '@bufbuild/protobuf';
import { type FileDescriptorProto, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import type { Finding } from '../../status/index.ts';
import { completeFiles } from './complete-files.ts';
import { decodeFiles } from './decode-files.ts';
import { checkDefaults } from './default-values.ts';
import { checkEnums } from './enum-values.ts';
import { checkExtensions } from './extension-ranges.ts';
import { checkFieldForms } from './field-forms.ts';
import { checkFieldNumbers } from './field-numbers.ts';
import { checkSyntax } from './file-syntax.ts';
import { Findings, NOWHERE, quote } from './findings.ts';
import { checkJsonNames } from './json-names.ts';
import { checkNames } from './legal-names.ts';
import type { Limits } from './limits.ts';
import { checkMapEntries } from './map-entries.ts';
import { checkOneofs } from './oneofs.ts';
import { orderImports } from './order-imports.ts';
import { checkTypes } from './resolve-types.ts';
import { ScanError } from './scan-error.ts';
import { type ScannedFile, scanWire } from './scan-wire.ts';
import { indexSet } from './set-index.ts';
import { buildSymbolTable } from './symbol-table.ts';

/** A set that has passed every rule. */
export interface AdmittedSet {
  readonly kind: 'admitted';
  /** In an order in which each comes after all that it imports; complete, without comments, each path once. */
  readonly files: readonly FileDescriptorProto[];
  /** The same, not decoded, by path: where the comments are. */
  readonly scanned: ReadonlyMap<string, ScannedFile>;
  readonly registry: FileRegistry;
}

export type SetAdmission = AdmittedSet | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/**
 * Holds the bytes of a FileDescriptorSet against all rules. It is pure and synchronous, bounded by `limits` in time and
 * memory, and throws for nothing that the bytes may hold.
 *
 * Each stage needs what the stage before has made sure of, so findings of the first stage that has any are what is
 * said; within a stage, all of them are.
 */
export function admitSet(bytes: Uint8Array, limits: Limits): SetAdmission {
  const findings = new Findings(limits.findings);
  const admitted = runStages(bytes, limits, findings);
  return admitted ?? { kind: 'refused', findings: findings.list() };
}

function runStages(bytes: Uint8Array, limits: Limits, findings: Findings): AdmittedSet | null {
  const scanned = scan(bytes, limits, findings);
  if (!findings.none) return null;

  const decoded = decodeFiles(scanned, findings);
  if (!findings.none) return null;

  const files = decoded.map(({ proto }) => proto);
  const unordered = indexSet(files);
  checkSyntax(files, findings);
  checkNames(unordered, limits, findings);
  if (!findings.none) return null;

  const ordered = orderImports(files, findings);
  const set = indexSet(ordered);
  const symbols = buildSymbolTable(set, findings);
  checkFieldForms(set, findings);
  checkFieldNumbers(set, findings);
  checkEnums(set, findings);
  checkOneofs(set, findings);
  checkJsonNames(set, findings);
  if (!findings.none) return null;

  checkTypes(set, symbols, findings);
  checkMapEntries(set, symbols, findings);
  checkExtensions(set, symbols, findings);
  checkDefaults(set, symbols, findings);
  if (!findings.none) return null;

  const complete = completeFiles(set, symbols);
  const registry = compile(complete, findings);
  if (registry === null) return null;
  const byPath = new Map(decoded.map(({ proto, scanned }) => [proto.name, scanned]));
  return { kind: 'admitted', files: complete, scanned: byPath, registry };
}

function scan(bytes: Uint8Array, limits: Limits, findings: Findings): readonly ScannedFile[] {
  try {
    const scanned = scanWire(bytes, limits);
    if (scanned.length === 0) findings.add('EMPTY_SET', NOWHERE, 'The set has no file');
    return scanned;
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    findings.add(error.rule, NOWHERE, `The upload is refused: ${error.message}`);
    return [];
  }
}

/** The last word has the compiler behind JSON calls: what it does not take, no rule of ours may let through. */
function compile(files: readonly FileDescriptorProto[], findings: Findings): FileRegistry | null {
  try {
    return createFileRegistry(create(FileDescriptorSetSchema, { file: [...files] }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    findings.add('MALFORMED', NOWHERE, `The set does not compile: ${quote(why)}`);
    return null;
  }
}
