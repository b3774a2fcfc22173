import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeqLedger } from '../../../src/session/index.ts';

describe('a seq ledger', () => {
  it('admits seqs that grow, with gaps, up to 2^32-1', () => {
    const ledger = new SeqLedger<string>();
    expect([1, 2, 10, 2 ** 32 - 1].map((seq) => ledger.admit(seq))).toEqual(['opened', 'opened', 'opened', 'opened']);
    expect(ledger.highest).toBe(2 ** 32 - 1);
  });

  it('tells a seq of zero, one that is open and one that was used', () => {
    const ledger = new SeqLedger<string>();
    ledger.admit(5);
    ledger.put(5, 'call');
    expect(ledger.admit(0)).toBe('zero');
    expect(ledger.admit(5)).toBe('duplicate');
    expect(ledger.admit(4)).toBe('stale');
    ledger.close(5);
    expect(ledger.admit(5)).toBe('stale');
  });

  it('closes a seq once', () => {
    const ledger = new SeqLedger<string>();
    ledger.admit(1);
    ledger.put(1, 'call');
    expect(ledger.close(1)).toBe(true);
    expect(ledger.close(1)).toBe(false);
    expect(ledger.size).toBe(0);
  });

  it('gives up everything that is open at once, and is empty then', () => {
    const ledger = new SeqLedger<string>();
    for (const seq of [1, 2, 3]) {
      ledger.admit(seq);
      ledger.put(seq, `call ${seq}`);
    }
    ledger.close(2);
    expect(ledger.takeAll()).toEqual(['call 1', 'call 3']);
    expect(ledger.find(1)).toBeUndefined();
    expect(ledger.admit(3)).toBe('stale');
  });

  it('knows what is open, and nothing else, whatever the seqs and however long they are open', () => {
    const steps = fc.array(fc.record({ gap: fc.constantFrom(1, 1, 1, 2, 16, 4096), close: fc.nat(60) }), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(steps, (plan) => {
        const ledger = new SeqLedger<string>();
        const open = new Map<number, string>();
        let seq = 0;
        for (const { gap, close } of plan) {
          seq += gap;
          ledger.admit(seq);
          ledger.put(seq, `call ${seq}`);
          open.set(seq, `call ${seq}`);
          const closing = [...open.keys()][close];
          if (closing !== undefined) open.delete(closing);
          expect(closing !== undefined && ledger.close(closing)).toBe(closing !== undefined);
        }
        expect(ledger.size).toBe(open.size);
        expect(ledger.entries()).toEqual([...open]);
        expect([...open.keys()].map((known) => ledger.find(known))).toEqual([...open.values()]);
      }),
    );
  });
});
