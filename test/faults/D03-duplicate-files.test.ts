import { describe, expect, it } from 'vitest';
import { admit } from '../../src/registry/index.ts';
import { field, file, type MessageInit, message, setOf } from '../support/descriptor-sets.ts';
import { refusal } from '../support/refusal.ts';

const once = (...messages: MessageInit[]) => file('a.proto', { messageType: messages });
const named = message('M', [field('f', 1)]);

describe('D3', () => {
  it('a file that is there twice with the same bytes is accepted once', () => {
    const result = admit(setOf(once(named), once(named)));
    expect(result).toMatchObject({ kind: 'admitted' });
    expect(result.kind === 'admitted' && result.canonical).toEqual(
      setOf(once(message('M', [field('f', 1, { jsonName: 'f' })]))),
    );
  });

  it('a file that is there twice with different bytes is DUPLICATE_FILE', async () => {
    const { cause, findings } = await refusal(setOf(once(named), once(message('M'))));
    expect(cause).toBe('upload');
    expect(findings).toMatchObject([{ rule: 'DUPLICATE_FILE', file: 'a.proto', symbol: '' }]);
  });
});
