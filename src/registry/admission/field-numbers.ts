import { type Findings, quote } from './findings.ts';
import { numberRanges, overlapping } from './number-ranges.ts';
import type { IndexedMessage, SetIndex } from './set-index.ts';
import { qualify } from './set-index.ts';

const MAX_FIELD_NUMBER = 2 ** 29 - 1;
/** For protobuf's own implementation: descriptor.proto, and language specification, "Field numbers". */
const FIRST_KEPT = 19_000;
const LAST_KEPT = 19_999;

/** Numbers of fields: legal, each used once, and none that is reserved or kept for extensions. */
export function checkFieldNumbers(set: SetIndex, findings: Findings): void {
  for (const message of set.messages) {
    checkNumbers(message, findings);
    checkReserved(message, findings);
  }
  for (const { file, name, proto } of set.extensions) {
    // A message set's extensions may have any positive number; that they lie in a range of it is checked elsewhere.
    if (proto.number >= 1 && !isKept(proto.number)) continue;
    const place = { file: file.name, symbol: name };
    findings.add('ILLEGAL_FIELD_NUMBER', place, `${proto.number} cannot be the number of an extension`);
  }
}

function checkNumbers({ file, name, proto }: IndexedMessage, findings: Findings): void {
  const seen = new Map<number, string>();
  for (const field of proto.field) {
    const place = { file: file.name, symbol: qualify(name, field.name) };
    if (field.number < 1 || field.number > MAX_FIELD_NUMBER || isKept(field.number)) {
      findings.add('ILLEGAL_FIELD_NUMBER', place, `${field.number} cannot be the number of a field`);
    }
    const first = seen.get(field.number);
    if (first !== undefined) {
      findings.add('DUPLICATE_FIELD_NUMBER', place, `Number ${field.number} belongs to field ${quote(first)} already`);
    }
    seen.set(field.number, first ?? field.name);
  }
}

function checkReserved({ file, name, proto }: IndexedMessage, findings: Findings): void {
  const ranges = numberRanges(proto);
  for (const { what, start, end } of ranges) {
    const most = what === 'extension' && proto.options?.messageSetWireFormat ? 2 ** 31 - 1 : MAX_FIELD_NUMBER;
    if (start >= 1 && end > start && end - 1 <= most) continue;
    const message = `The ${what} range ${start} to ${end - 1} is not within 1 to ${most}`;
    findings.add('ILLEGAL_RANGE', { file: file.name, symbol: name }, message);
  }
  const fields = proto.field.map((field) => {
    return { what: 'field' as const, name: field.name, start: field.number, end: field.number + 1 };
  });
  for (const [a, b] of overlapping([...ranges, ...fields])) {
    const [field, range] = a.what === 'field' ? [a, b] : [b, a];
    // Two fields of one number have been found above.
    if (range.what === 'field') continue;
    const symbol = field.what === 'field' ? qualify(name, field.name) : name;
    const rule = field.what === 'field' ? 'RESERVED_OVERLAP' : 'ILLEGAL_RANGE';
    const message =
      field.what === 'field'
        ? `Number ${field.start} lies in the ${range.what} range ${range.start} to ${range.end - 1}`
        : `The ${range.what} range ${range.start} to ${range.end - 1} overlaps another one`;
    findings.add(rule, { file: file.name, symbol }, message);
  }
  const reservedNames = new Set(proto.reservedName);
  for (const field of proto.field) {
    if (!reservedNames.has(field.name)) continue;
    const place = { file: file.name, symbol: qualify(name, field.name) };
    findings.add('RESERVED_OVERLAP', place, `The name ${quote(field.name)} is reserved`);
  }
}

const isKept = (number: number): boolean => number >= FIRST_KEPT && number <= LAST_KEPT;
