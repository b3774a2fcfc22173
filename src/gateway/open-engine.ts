import { type Engine, GrpcJsEngine, NativeEngine, type NativeEngineParts } from '../backend/index.ts';
import type { Config } from './config-schema.ts';

/** The engine that the configuration asks for. */
export function openEngine(upstream: Config['upstream'], version: string, parts: NativeEngineParts): Engine {
  const options = { ...upstream, maxPendingCalls: upstream.maxInFlight, userAgent: `trunkline/${version}` };
  switch (upstream.engine) {
    case 'native':
      return new NativeEngine({ ...options, tls: null }, parts);
    case 'grpc-js':
      return new GrpcJsEngine(options, parts);
  }
}
