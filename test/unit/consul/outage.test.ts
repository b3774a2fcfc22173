import { describe, expect, it } from 'vitest';
import { Outage } from '../../../src/consul/outage.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const NEVER = new AbortController().signal;
const settle = () => new Promise((resolve) => setImmediate(resolve));

function world() {
  const clock = new FakeClock();
  const outage = new Outage(clock);
  const went: string[] = [];
  const wait = (name: string, signal = NEVER) => {
    void outage.turn(signal).then(() => went.push(name));
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settle();
  };
  return { clock, outage, went, wait, pass };
}

describe('an outage', () => {
  it('lets everybody ask while there is none', async () => {
    const { went, wait, pass } = world();
    for (const name of ['a', 'b', 'c']) wait(name);
    await pass(0);
    expect(went).toEqual(['a', 'b', 'c']);
  });

  it('lets one ask at once and then one in each second, in the order in which they came', async () => {
    const { outage, went, wait, pass } = world();
    outage.failed();
    for (const name of ['a', 'b', 'c']) wait(name);
    await pass(0);
    expect(went).toEqual(['a']);
    await pass(999);
    expect(went).toEqual(['a']);
    await pass(1);
    expect(went).toEqual(['a', 'b']);
    wait('a');
    await pass(1000);
    await pass(1000);
    expect(went).toEqual(['a', 'b', 'c', 'a']);
  });

  it('is over for all as soon as one of them is answered', async () => {
    const { outage, went, wait, pass } = world();
    outage.failed();
    for (const name of ['a', 'b', 'c', 'd']) wait(name);
    await pass(0);
    outage.answered();
    await pass(0);
    expect(went).toEqual(['a', 'b', 'c', 'd']);
    await pass(5000);
    expect(went.length).toBe(4);
  });

  it('does not keep who is to stop, nor wait for him', async () => {
    const { clock, outage, went, wait, pass } = world();
    const stop = new AbortController();
    outage.failed();
    wait('a');
    wait('b', stop.signal);
    wait('c');
    await pass(0);
    stop.abort();
    await pass(0);
    expect(went).toEqual(['a', 'b']);
    await pass(1000);
    expect(went).toEqual(['a', 'b', 'c']);
    expect(clock.tickers).toBe(0);
  });

  it('that comes back is asked once in a second from the last time, too', async () => {
    const { outage, went, wait, pass } = world();
    outage.failed();
    wait('a');
    await pass(100);
    outage.answered();
    outage.failed();
    wait('b');
    await pass(800);
    expect(went).toEqual(['a']);
    await pass(100);
    expect(went).toEqual(['a', 'b']);
  });
});
