import { describe, expect, it } from 'vitest';
import { RepeatedWarnings } from '../../../src/gateway/repeated-warnings.ts';
import { FakeClock } from '../../support/fake-clock.ts';

describe('a warning that is repeated', () => {
  it('is said once in ten seconds, with how often it was not, and keeps no other from being said', () => {
    const clock = new FakeClock();
    const warnings = new RepeatedWarnings(clock);
    const said: string[] = [];
    const warn = (warning: string) => warnings.warn(warning, (repeats) => said.push(`${warning} ${repeats}`));
    for (let tenth = 0; tenth < 100; tenth++) {
      warn('a');
      if (tenth === 50) warn('b');
      clock.advance(100);
    }
    expect(said).toEqual(['a 0', 'b 0']);
    warn('a');
    expect(said).toEqual(['a 0', 'b 0', 'a 99']);
  });

  it('is not remembered for ever: a thousand are told apart', () => {
    const warnings = new RepeatedWarnings(new FakeClock());
    let said = 0;
    const warn = (index: number) => warnings.warn(`warning ${index}`, () => said++);
    for (let index = 0; index <= 1000; index++) warn(index);
    warn(1000);
    expect(said).toBe(1001);
    warn(0);
    expect(said).toBe(1002);
  });
});
