import { defineConfig } from 'vitest/config';

/**
 * Tests that hold closely how long something takes, how much CPU, or how much is on the way meanwhile. They are a kind of
 * their own, `measured`, which runs while nothing else does, a file at a time: a neighbour would be measured, too.
 */
const MEASURED = [
  'test/faults/B01-endpoints-down.test.ts',
  'test/faults/B02-silent-backend.test.ts',
  'test/faults/B10-outliers.test.ts',
  'test/faults/D05-limits.test.ts',
  'test/faults/F04-slow-frames.test.ts',
  'test/faults/F06-floods.test.ts',
  'test/faults/O03-in-flight-caps.test.ts',
  'test/faults/P08-broadcast.test.ts',
  'test/faults/S03-vanished-peer.test.ts',
  'test/faults/S04-one-way-paths.test.ts',
  'test/faults/T01-slow-reader.test.ts',
  'test/faults/T02-one-stalled-stream.test.ts',
  'test/integration/cli-shows-traffic.test.ts',
  'test/faults/Z01-sigterm.test.ts',
];

interface Project {
  readonly include?: readonly string[];
  readonly timeoutMs: number;
  /** How many files run at a time. More than there are cores: most of them wait for processes. */
  readonly workers: number;
  /** Whether files share a process with those before them, which has what they import already. Default: no. */
  readonly shared?: boolean;
}

const PROJECTS: Readonly<Record<string, Project>> = {
  unit: { timeoutMs: 20_000, workers: 2, shared: true },
  contract: { timeoutMs: 30_000, workers: 2 },
  integration: { timeoutMs: 60_000, workers: 2, shared: true },
  faults: { timeoutMs: 60_000, workers: 2, shared: true },
  conformance: { timeoutMs: 60_000, workers: 2 },
  docs: { timeoutMs: 120_000, workers: 1 },
  history: { timeoutMs: 300_000, workers: 1 },
  measured: { include: MEASURED, timeoutMs: 60_000, workers: 1, shared: true },
};

export default defineConfig({
  test: {
    projects: Object.entries(PROJECTS).map(([name, { include, timeoutMs, workers, shared }], groupOrder) => ({
      test: {
        name,
        include: [...(include ?? [`test/${name}/**/*.test.ts`])],
        exclude: include === undefined ? MEASURED : [],
        testTimeout: timeoutMs,
        hookTimeout: timeoutMs,
        maxWorkers: workers,
        isolate: shared !== true,
        // One kind after the other, where one run has several.
        sequence: { groupOrder: groupOrder + 1 },
      },
    })),
  },
});
