import { NativeEngine } from '../../src/backend/native-engine.ts';
import { systemClock } from '../../src/clock/index.ts';
import { createTurnEnd } from '../../src/listen/index.ts';
import { engineContract } from './engine.contract.ts';

engineContract('native', ({ wheel, endpointFailed, ...options }) => {
  const faulted = (cause: unknown) => {
    throw cause;
  };
  return new NativeEngine(
    { ...options, keepaliveMs: 300_000, maxPendingCalls: 1000, userAgent: 'test/1', tls: null },
    { clock: systemClock, wheel, atTurnEnd: createTurnEnd(), mayNotConnect: () => null, faulted, endpointFailed },
  );
});
