import { EndpointLane, type InvokedStart } from '../../src/backend/index.ts';
import { ScriptedEngine } from './scripted-engine.ts';

interface LaneParts {
  readonly weight?: number;
  readonly tags?: readonly string[];
}

/** A lane on 10.0.0.1:1, 10.0.0.1:2 and so on for each of `parts`. */
export function lanesOf(...parts: readonly LaneParts[]): EndpointLane[] {
  const engine = new ScriptedEngine();
  return parts.map(({ weight = 1, tags = [] }, index) => {
    const endpoint = { host: '10.0.0.1', port: index + 1 };
    return new EndpointLane({ address: `10.0.0.1:${endpoint.port}`, endpoint, weight, tags }, engine.open(endpoint));
  });
}

/** What a balancer knows of a call. */
export function invokedStart(over: Partial<InvokedStart> = {}): InvokedStart {
  return { path: '/a.B/C', metadata: [], deadlineAtMs: 10_000, user: 'ada', ...over };
}
