import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { RepeatedWarnings } from '../../../src/gateway/repeated-warnings.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function open() {
  const clock = new FakeClock();
  const lines: string[] = [];
  const log = pino({ level: 'debug', base: null, timestamp: false }, { write: (line) => lines.push(line) });
  const warnings = new RepeatedWarnings(clock, log);
  const warn = (key: string) => warnings.warn(key, { key }, 'it failed');
  const said = () => lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 40);
  return { clock, warn, said, lines };
}

describe('a warning that is repeated', () => {
  it('is said once in ten seconds, with how often it was not, and keeps no other from being said', () => {
    const { clock, warn, said, lines } = open();
    for (let tenth = 0; tenth < 100; tenth++) {
      warn('a');
      if (tenth === 50) warn('b');
      clock.advance(100);
    }
    expect(said()).toMatchObject([
      { key: 'a', repeats: 0, msg: 'it failed' },
      { key: 'b', repeats: 0 },
    ]);
    expect(lines).toHaveLength(101);
    warn('a');
    expect(said().at(-1)).toMatchObject({ key: 'a', repeats: 99 });
  });

  it('is not remembered for ever: a thousand are told apart', () => {
    const { warn, said } = open();
    for (let index = 0; index <= 1000; index++) warn(`warning ${index}`);
    warn('warning 1000');
    expect(said()).toHaveLength(1001);
    warn('warning 0');
    expect(said()).toHaveLength(1002);
  });
});
