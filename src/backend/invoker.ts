import type { Clock, TimingWheel } from '../clock/index.ts';
import type { MethodEntry } from '../registry/index.ts';
import { type CallEnd, failedEnd } from '../status/index.ts';
import type { Backend } from './backend.ts';
import type { Backends } from './backends.ts';
import type { EndpointLane } from './endpoint-lane.ts';
import type { CallReceiver, OutgoingCall } from './engine.ts';
import { HedgedCall, type InvokeAt } from './hedged-call.ts';
import { InvokedCall, RefusedCall } from './invoked-call.ts';
import type { InvokedStart } from './invoked-start.ts';

export interface InvokerOptions {
  /** Open calls to one backend; one more is refused. */
  readonly maxInFlight: number;
}

/** What would become of a call. */
export interface CallForecast {
  /** Null: it is not in service here. */
  readonly backend: Backend | null;
  /** The endpoint that the balancer takes; null: there is none. */
  readonly lane: EndpointLane | null;
  /** Calls to the backend that may be open. */
  readonly maxInFlight: number;
  /** How the call would be refused; null: it would be made. */
  readonly refusal: CallEnd | null;
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
    if (backend === undefined) return new RefusedCall(receiver, noEndpoint(entry));
    if (this.#isFull(backend)) {
      backend.refused++;
      return new RefusedCall(receiver, this.#tooManyOpen(backend));
    }
    const lane = backend.pick(start, null);
    if (lane === null) return new RefusedCall(receiver, noEndpoint(entry));
    if (tooManyWait(backend, lane)) {
      backend.refused++;
      return new RefusedCall(receiver, tooManyWaiting(backend));
    }
    if (HedgedCall.suits(entry, backend)) return this.#hedge(backend, lane, entry, start, receiver);
    return new InvokedCall(backend, lane, entry, start, receiver, this.#clock);
  }

  /** What `invoke` would do now. A balancer that goes by turns or by chance has had one by this. */
  forecast(entry: MethodEntry, start: InvokedStart): CallForecast {
    const backend = this.#backends.find(entry.backend) ?? null;
    const lane = backend?.pick(start, null) ?? null;
    const maxInFlight = backend === null ? 0 : this.#maxInFlight(backend);
    if (backend === null || lane === null) return { backend, lane, maxInFlight, refusal: noEndpoint(entry) };
    if (this.#isFull(backend)) return { backend, lane, maxInFlight, refusal: this.#tooManyOpen(backend) };
    return { backend, lane, maxInFlight, refusal: tooManyWait(backend, lane) ? tooManyWaiting(backend) : null };
  }

  /** By itself, so that only calls that are hedged pay for its closure. */
  #hedge(
    backend: Backend,
    lane: EndpointLane,
    entry: MethodEntry,
    start: InvokedStart,
    receiver: CallReceiver,
  ): OutgoingCall {
    const invokeAt: InvokeAt = (at, leg) => new InvokedCall(backend, at, entry, start, leg, this.#clock);
    return new HedgedCall(backend, lane, start, receiver, invokeAt, this.#wheel);
  }

  #isFull(backend: Backend): boolean {
    return backend.inFlight >= this.#options.maxInFlight || backend.full;
  }

  #maxInFlight({ policy }: Backend): number {
    const { maxInFlight } = this.#options;
    return Math.min(policy.limits.maxInFlight || maxInFlight, maxInFlight);
  }

  #tooManyOpen(backend: Backend): CallEnd {
    return failedEnd('GATEWAY_OVERLOADED', `${this.#maxInFlight(backend)} calls to backend ${backend.name} are open`);
  }
}

function noEndpoint(entry: MethodEntry): CallEnd {
  return failedEnd('NO_ENDPOINT', `backend ${entry.backend} has no endpoint`);
}

/** Where nothing waits at the endpoint of the call, the sum over all of them is spared. */
function tooManyWait(backend: Backend, lane: EndpointLane): boolean {
  const { maxWaiting } = backend.policy.limits;
  return maxWaiting > 0 && lane.channel.waitingCalls > 0 && backend.waiting >= maxWaiting;
}

function tooManyWaiting({ name, policy }: Backend): CallEnd {
  return failedEnd('GATEWAY_OVERLOADED', `${policy.limits.maxWaiting} calls to backend ${name} wait`);
}
