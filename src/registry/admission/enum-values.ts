import { isOpen } from './file-syntax.ts';
import { type Findings, quote } from './findings.ts';
import { type NumberRange, overlapping } from './number-ranges.ts';
import type { IndexedEnum, SetIndex } from './set-index.ts';

/** Enums: a value at least, the first of an open one zero, aliases only where allowed, nothing reserved. */
export function checkEnums(set: SetIndex, findings: Findings): void {
  for (const indexed of set.enums) {
    const { file, name, proto } = indexed;
    const place = { file: file.name, symbol: name };
    const first = proto.value[0];
    if (first === undefined) {
      findings.add('ILLEGAL_ENUM', place, 'The enum has no value');
    } else if (first.number !== 0 && isOpen(indexed)) {
      findings.add('ENUM_WITHOUT_ZERO', place, `Its first value, ${quote(first.name)}, is ${first.number}, not 0`);
    }
    if (proto.options?.allowAlias !== true) checkAliases(indexed, findings);
    checkReserved(indexed, findings);
  }
}

function checkAliases({ file, name, proto }: IndexedEnum, findings: Findings): void {
  const seen = new Map<number, string>();
  for (const value of proto.value) {
    const first = seen.get(value.number);
    if (first !== undefined) {
      const message = `${quote(value.name)} has number ${value.number}, which ${quote(first)} has already`;
      findings.add('ILLEGAL_ENUM', { file: file.name, symbol: name }, message);
    }
    seen.set(value.number, first ?? value.name);
  }
}

function checkReserved({ file, name, proto }: IndexedEnum, findings: Findings): void {
  const place = { file: file.name, symbol: name };
  // An enum's ranges include their end, other than a message's.
  const ranges = proto.reservedRange.map(({ start, end }): NumberRange => {
    return { what: 'reserved', name: '', start, end: end + 1 };
  });
  for (const { start, end } of ranges) {
    if (end > start) continue;
    findings.add('ILLEGAL_RANGE', place, `The reserved range ${start} to ${end - 1} is empty`);
  }
  const values = proto.value.map((value): NumberRange => {
    return { what: 'value', name: value.name, start: value.number, end: value.number + 1 };
  });
  for (const [a, b] of overlapping([...ranges, ...values])) {
    const [value, range] = a.what === 'value' ? [a, b] : [b, a];
    // Two values of one number are an alias.
    if (range.what === 'value') continue;
    const bounds = `${range.start} to ${range.end - 1}`;
    if (value.what !== 'value')
      findings.add('ILLEGAL_RANGE', place, `The reserved range ${bounds} overlaps another one`);
    else findings.add('RESERVED_OVERLAP', place, `${quote(value.name)} lies in the reserved range ${bounds}`);
  }
  const reservedNames = new Set(proto.reservedName);
  for (const value of proto.value) {
    if (reservedNames.has(value.name))
      findings.add('RESERVED_OVERLAP', place, `The name ${quote(value.name)} is reserved`);
  }
}
