import { describe, expect, it } from 'vitest';
import { type Report, reportOn } from '../../../src/bus/index.ts';
import { isDelivered, SentOnce } from '../../../src/notify/index.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function harness(isFinal?: (report: Report) => boolean) {
  const clock = new FakeClock();
  const once = new SentOnce(1000, clock, isFinal);
  let sent = 0;
  const send = (report: Report | Error) =>
    once.report('id', () => {
      sent++;
      return report instanceof Error ? Promise.reject(report) : Promise.resolve(report);
    });
  return { clock, send, sent: () => sent };
}

const DELIVERED = reportOn('delivered', { user: 'ada' });
const ABSENT = reportOn('not-online', { user: 'ada' });

describe('a notification that its publisher has named', () => {
  it('is sent once within the window, and has the report of its first time', async () => {
    const { clock, send, sent } = harness();
    expect(await Promise.all([send(DELIVERED), send(ABSENT)])).toEqual([DELIVERED, DELIVERED]);
    clock.advance(900);
    expect([await send(ABSENT), sent()]).toEqual([DELIVERED, 1]);
    clock.advance(200);
    expect([await send(ABSENT), sent()]).toEqual([ABSENT, 2]);
  });

  it('may be sent again where it failed', async () => {
    const { send, sent } = harness();
    await expect(send(new Error('refused'))).rejects.toThrow('refused');
    expect([await send(DELIVERED), sent()]).toEqual([DELIVERED, 2]);
  });

  it('may be sent again where nobody got it, if only that counts', async () => {
    const { send, sent } = harness(isDelivered);
    expect(await send(ABSENT)).toBe(ABSENT);
    expect(await send(DELIVERED)).toBe(DELIVERED);
    expect([await send(ABSENT), sent()]).toEqual([DELIVERED, 2]);
  });

  it('is forgotten sooner where many were reported on: what is remembered is bounded', async () => {
    const once = new SentOnce(1000, new FakeClock());
    const many: Report = { ...DELIVERED, targets: Array.from({ length: 1000 }, () => DELIVERED.targets).flat() };
    let sent = 0;
    const send = (id: number) =>
      once.report(String(id), () => {
        sent++;
        return Promise.resolve(many);
      });
    for (let id = 0; id < 101; id++) await send(id);
    await send(100);
    expect(sent).toBe(101);
    await send(0);
    expect(sent).toBe(102);
  });
});
