import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../../../src/registry/admission/rules.ts';
import { admit } from '../../../../src/registry/admission.ts';
import { HOSTILE_SETS } from '../../../support/hostile-sets.ts';

const FOLDER = 'descriptors/hostile';

/** These are about the upload or what is live, and not about the set alone. */
const NOT_OF_THE_SET = [
  'ILLEGAL_BACKEND_NAME',
  'ILLEGAL_ENDPOINT',
  'ILLEGAL_TIMEOUT',
  'ILLEGAL_CONSUL_TARGET',
  'ILLEGAL_POLICY',
  'FORBIDDEN',
  'SERVICE_DELETED',
  'METHOD_DELETED',
  'CHECK_UNAVAILABLE',
  'ADMISSION_BUSY',
];

describe('a hostile set', () => {
  it.each(HOSTILE_SETS)('$name is refused by rule, file and symbol', ({ bytes, findings }) => {
    const result = admit(bytes);
    expect(result).toMatchObject({ kind: 'refused' });
    const found = result.kind === 'refused' ? result.findings : [];
    expect(found.map(({ rule, file, symbol }) => `${rule} ${file} ${symbol}`)).toEqual(findings);
  });

  it('has a message of one printable line, and a remedy', () => {
    const found = HOSTILE_SETS.map(({ bytes }) => admit(bytes)).flatMap((result) => {
      return result.kind === 'refused' ? result.findings : [];
    });
    expect(found.length).toBeGreaterThanOrEqual(HOSTILE_SETS.length);
    for (const { message, remedy } of found) {
      expect(message).toMatch(/^[^\p{Cc}]{10,600}\.$/u);
      expect(remedy).toMatch(/\.$/);
    }
  });

  it('stands for every rule about sets', () => {
    const shown = new Set(HOSTILE_SETS.flatMap(({ findings }) => findings.map((finding) => finding.split(' ')[0])));
    expect([...shown, ...NOT_OF_THE_SET].sort()).toEqual(Object.keys(RULES).sort());
  });

  it('is checked in as its table makes it', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(HOSTILE_SETS.map(({ name }) => `${name}.binpb`).sort());
    for (const { name, bytes } of HOSTILE_SETS) {
      expect(readFileSync(`${FOLDER}/${name}.binpb`).equals(bytes), name).toBe(true);
    }
  });
});
