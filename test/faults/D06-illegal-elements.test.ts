import { describe, expect, it } from 'vitest';
import { admit } from '../../src/registry/index.ts';
import { field, file2, message, setOf } from '../support/descriptor-sets.ts';
import { HOSTILE_SETS } from '../support/hostile-sets.ts';
import { refusal } from '../support/refusal.ts';

/** The rules about numbers, ranges, enums, maps and oneofs. */
const RULES_OF_ELEMENTS = new Set([
  'ILLEGAL_FIELD',
  'ILLEGAL_FIELD_NUMBER',
  'DUPLICATE_FIELD_NUMBER',
  'RESERVED_OVERLAP',
  'ILLEGAL_RANGE',
  'ILLEGAL_EXTENSION',
  'ILLEGAL_ENUM',
  'ENUM_WITHOUT_ZERO',
  'ILLEGAL_MAP_ENTRY',
  'ILLEGAL_ONEOF',
]);
const SETS = HOSTILE_SETS.filter(({ findings }) => RULES_OF_ELEMENTS.has(findings[0]?.split(' ')[0] ?? ''));

describe('D6', () => {
  it('has a set for each of its rules', () => {
    const shown = new Set(SETS.flatMap(({ findings }) => findings.map((finding) => finding.split(' ')[0])));
    expect([...RULES_OF_ELEMENTS].filter((rule) => !shown.has(rule))).toEqual([]);
  });

  it.each(SETS)('$name is refused by rule, file and symbol, and what is live stays', async ({ bytes, findings }) => {
    const refused = await refusal(bytes);
    expect(refused.findings.map(({ rule, file, symbol }) => `${rule} ${file} ${symbol}`)).toEqual(findings);
  });

  it.each([1, 18_999, 20_000, 2 ** 29 - 1])('the field number %d is accepted', (number) => {
    const set = setOf(file2('a.proto', { messageType: [message('M', [field('f', number)])] }));
    expect(admit(set)).toMatchObject({ kind: 'admitted' });
  });
});
