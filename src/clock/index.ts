export type { Clock, Stop } from './clock.ts';
export { StallClock } from './stall-clock.ts';
export { systemClock } from './system-clock.ts';
export { CallbackTimer, TimingWheel, WheelTimer } from './timing-wheel.ts';
export { TokenBucket } from './token-bucket.ts';
export { turnClock } from './turn-clock.ts';
