import { LocalBus, LocalOutbox } from '../../src/bus/index.ts';
import { TimingWheel } from '../../src/clock/index.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { busContract, CAP, CAP_BYTES } from './bus.contract.ts';

const LIMITS = { maxPerUser: CAP, maxBytesPerUser: CAP_BYTES, maxBytes: 10_000_000 };

busContract(
  'in one process',
  async () => {
    const clock = new FakeClock();
    return {
      clock,
      open: async () => [new LocalBus(new LocalOutbox(LIMITS, clock, new TimingWheel(clock)))],
      close: async () => {},
    };
  },
  1,
);
