import type { Ground } from './ground.ts';
import { Observer } from './observer.ts';

/** Something that goes wrong, and is mended. */
export interface Scenario {
  readonly name: string;
  /** What happens, in a few words. */
  readonly what: string;
  /** Opens a ground with load on it, on which it can happen, and hands it to `use`. */
  readonly run: (seconds: number, use: (ground: Ground, fault: Fault) => Promise<Outcome>) => Promise<Outcome>;
}

export interface Fault {
  /** It goes wrong, for so many seconds, and is mended: resolves right then. */
  readonly happen: () => Promise<void>;
  /** Waits until all gateways serve what a healthy registry would have had them serve. */
  readonly converge: () => Promise<void>;
}

export interface Outcome {
  readonly calls: number;
  readonly failures: readonly string[];
  readonly slowestMs: number;
  /** From the mending until all gateways have what changed meanwhile. */
  readonly convergedInMs: number;
  readonly endpointsLost: number;
  readonly backendsLost: number;
  /** To Consul, by the gateway that asked most; and in how long. */
  readonly requests: number;
  readonly seconds: number;
}

/** How many backends there are before anything happens. */
const BACKENDS = 1;

export function play(scenario: Scenario, seconds: number): Promise<Outcome> {
  return scenario.run(seconds, async (ground, fault) => {
    const observer = new Observer(ground.gateways);
    await fault.happen();
    const mendedAt = performance.now();
    const observing = observer.stop();
    await fault.converge();
    const observed = await observing;
    const convergedInMs = performance.now() - mendedAt;
    const load = await ground.load.take();
    return {
      ...load,
      convergedInMs,
      endpointsLost: Math.max(0, ground.instances.count - observed.fewestEndpoints),
      backendsLost: Math.max(0, BACKENDS - observed.fewestBackends),
      requests: observed.requests,
      seconds: observed.seconds,
    };
  });
}
