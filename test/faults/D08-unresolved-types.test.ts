import { describe, expect, it } from 'vitest';
import { enumField, enumOf, field, file, message, messageField, service, setOf } from '../support/descriptor-sets.ts';
import { refusal } from '../support/refusal.ts';

const M = message('M', [field('f', 1)]);
const E = enumOf('E', { ZERO: 0 });

describe('D8', () => {
  it.each([
    [
      'a field of a type that is nowhere',
      file('a.proto', { messageType: [message('X', [messageField('f', 1, '.t.Gone')])] }),
    ],
    [
      'a message field of an enum',
      file('a.proto', { enumType: [E], messageType: [message('X', [messageField('f', 1, '.t.E')])] }),
    ],
    ['an enum field of a message', file('a.proto', { messageType: [M, message('X', [enumField('f', 1, '.t.M')])] })],
    [
      'a field of a service',
      file('a.proto', {
        messageType: [M, message('X', [messageField('f', 1, '.t.S')])],
        service: [service('S', ['Get'], '.t.M')],
      }),
    ],
    [
      'a method that takes an enum',
      file('a.proto', { enumType: [E], messageType: [M], service: [service('S', ['Get'], '.t.E', '.t.M')] }),
    ],
    [
      'a method that gives what is nowhere',
      file('a.proto', { messageType: [M], service: [service('S', ['Get'], '.t.M', '.t.Gone')] }),
    ],
  ])('%s is UNRESOLVED_TYPE', async (_, declared) => {
    const { findings } = await refusal(setOf(declared));
    expect(findings[0]).toMatchObject({ rule: 'UNRESOLVED_TYPE', file: 'a.proto' });
  });

  it('a type of a file that is in the set but not imported is UNRESOLVED_TYPE', async () => {
    const user = file('b.proto', { messageType: [message('X', [messageField('f', 1, '.t.M')])] });
    const { findings } = await refusal(setOf(file('a.proto', { messageType: [M] }), user));
    expect(findings[0]).toMatchObject({ rule: 'UNRESOLVED_TYPE', file: 'b.proto' });
  });
});
