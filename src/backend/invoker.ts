import type { Clock, TimingWheel } from '../clock/index.ts';
import type { MethodEntry } from '../registry/index.ts';
import { failedEnd } from '../status/index.ts';
import type { Backends } from './backends.ts';
import type { CallReceiver, OutgoingCall } from './engine.ts';
import { HedgedCall, type InvokeAt } from './hedged-call.ts';
import { InvokedCall, RefusedCall } from './invoked-call.ts';
import type { InvokedStart } from './invoked-start.ts';

export interface InvokerOptions {
  /** Open calls to one backend; one more is refused. */
  readonly maxInFlight: number;
}

/** Starts calls at backends. */
export class Invoker {
  readonly #options: InvokerOptions;
  readonly #backends: Backends;
  readonly #clock: Clock;
  readonly #wheel: TimingWheel;

  constructor(options: InvokerOptions, backends: Backends, clock: Clock, wheel: TimingWheel) {
    this.#options = options;
    this.#backends = backends;
    this.#clock = clock;
    this.#wheel = wheel;
  }

  /** Never throws, and calls nothing of `receiver` before it has returned. */
  invoke(entry: MethodEntry, start: InvokedStart, receiver: CallReceiver): OutgoingCall {
    const backend = this.#backends.find(entry.backend);
    if (backend === undefined || backend.lanes.length === 0) {
      return new RefusedCall(receiver, failedEnd('NO_ENDPOINT', `backend ${entry.backend} has no endpoint`));
    }
    const { limits } = backend.policy;
    if (backend.inFlight >= this.#options.maxInFlight || backend.full) {
      backend.refused++;
      const most = Math.min(limits.maxInFlight || this.#options.maxInFlight, this.#options.maxInFlight);
      const end = failedEnd('GATEWAY_OVERLOADED', `${most} calls to backend ${entry.backend} are open`);
      return new RefusedCall(receiver, end);
    }
    const lane = backend.pick(start, null);
    if (lane === null) {
      return new RefusedCall(receiver, failedEnd('NO_ENDPOINT', `backend ${entry.backend} has no endpoint`));
    }
    // Where nothing waits at the endpoint of the call, the sum over all of them is spared.
    if (limits.maxWaiting > 0 && lane.channel.waitingCalls > 0 && backend.waiting >= limits.maxWaiting) {
      backend.refused++;
      const end = failedEnd('GATEWAY_OVERLOADED', `${limits.maxWaiting} calls to backend ${entry.backend} wait`);
      return new RefusedCall(receiver, end);
    }
    if (!HedgedCall.suits(entry, backend)) return new InvokedCall(backend, lane, entry, start, receiver, this.#clock);
    const invokeAt: InvokeAt = (at, leg) => new InvokedCall(backend, at, entry, start, leg, this.#clock);
    return new HedgedCall(backend, lane, start, receiver, invokeAt, this.#wheel);
  }
}
