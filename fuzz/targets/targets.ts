import type { Target } from '../target.ts';

/** Loaded when they are run, for the code under test is instrumented as it is loaded. */
export const TARGETS = {
  'frame-reader': async (): Promise<Target> => (await import('./frame-reader.ts')).target,
  hpack: async (): Promise<Target> => (await import('./hpack.ts')).target,
  'http2-reader': async (): Promise<Target> => (await import('./http2-reader.ts')).target,
  'http2-connection': async (): Promise<Target> => (await import('./http2-connection.ts')).target,
  'grpc-messages': async (): Promise<Target> => (await import('./grpc-messages.ts')).target,
} as const;

export type TargetName = keyof typeof TARGETS;
