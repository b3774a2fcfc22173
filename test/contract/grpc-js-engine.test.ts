import { GrpcJsEngine } from '../../src/backend/index.ts';
import { systemClock } from '../../src/clock/index.ts';
import { engineContract } from './engine.contract.ts';

engineContract('grpc-js', ({ wheel, endpointFailed, ...options }) => {
  return new GrpcJsEngine(
    { ...options, keepaliveMs: 300_000, maxPendingCalls: 1000, userAgent: 'test/1' },
    { clock: systemClock, wheel, endpointFailed },
  );
});
