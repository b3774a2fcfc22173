import { describe, expect, it } from 'vitest';
import { ResumeTokens } from '../../../src/session/resume-tokens.ts';

const SECRET = Buffer.from('a secret of more than thirty-two bytes');
const TIMES = { createdAtUnixMs: 1_800_000_000_000, epoch: 1_800_000_000_001 };

describe('a resume token', () => {
  const here = new ResumeTokens(SECRET, 'here');
  const token = here.issue('s-1', 'ada', TIMES);

  it('tells a gateway with the same secret when its session began, and at which gateway it is', () => {
    const verdict = { kind: 'genuine', times: TIMES, issuer: 'here' };
    expect(new ResumeTokens(SECRET, 'another').check(token, 's-1', 'ada')).toEqual(verdict);
  });

  it('is for one session of one user', () => {
    expect([here.check(token, 's-2', 'ada'), here.check(token, 's-1', 'bob')]).toEqual([
      { kind: 'forged' },
      { kind: 'forged' },
    ]);
  });

  it('is forged or of another secret with any bit changed, and with any byte taken or added', () => {
    const bytes = Buffer.from(token, 'base64url');
    const kinds = new Set<string>();
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      kinds.add(here.check(changed.toString('base64url'), 's-1', 'ada').kind);
    }
    for (let at = 0; at < bytes.length; at++) {
      const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
      kinds.add(here.check(Buffer.concat([before, after.subarray(1)]).toString('base64url'), 's-1', 'ada').kind);
      kinds.add(here.check(Buffer.concat([before, Buffer.of(0), after]).toString('base64url'), 's-1', 'ada').kind);
    }
    expect(kinds).toEqual(new Set(['forged', 'foreign']));
    expect(here.check('', 's-1', 'ada')).toEqual({ kind: 'forged' });
    expect(here.check('x'.repeat(10_000), 's-1', 'ada')).toEqual({ kind: 'forged' });
  });

  it('is foreign to a gateway with another secret', () => {
    const other = new ResumeTokens(Buffer.from('another secret of more than thirty-two bytes'), 'here');
    expect(other.check(token, 's-1', 'ada')).toEqual({ kind: 'foreign' });
  });
});
