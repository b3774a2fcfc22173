import { setTimeout as delay } from 'node:timers/promises';
import { Crowd } from './crowd.ts';
import { NotifiedGateway } from './notified-gateway.ts';

export interface Storm {
  readonly sessions: number;
  readonly resumed: number;
  readonly tookMs: number;
  /** The most memory while they came back, against what it was before. */
  readonly memoryRatio: number;
}

const SETTLE_MS = 3000;

/** All clients of a gateway lose their connection at once, and come back. */
export async function measureStorm(sessions: number): Promise<Storm> {
  await using gateway = await NotifiedGateway.start(['--connection-max', `${3 * sessions}`]);
  const crowd = new Crowd(gateway, (index) => `user-${index}`);
  await crowd.join(sessions);
  await delay(SETTLE_MS);
  const steadyBytes = gateway.residentBytes;
  let mostBytes = steadyBytes;
  const watch = setInterval(() => {
    mostBytes = Math.max(mostBytes, gateway.residentBytes);
  }, 20);
  const startedAt = performance.now();
  await crowd.breakAndComeBack();
  const tookMs = performance.now() - startedAt;
  clearInterval(watch);
  const { resumed } = crowd;
  crowd.leave();
  return { sessions, resumed, tookMs, memoryRatio: mostBytes / steadyBytes };
}
