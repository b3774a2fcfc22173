import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/clock/index.ts';
import {
  type Admission,
  admit,
  BufCompatibility,
  DEFAULT_TRAFFIC,
  FileStore,
  findBuf,
  Registry,
  type RequestedPolicy,
  type Store,
  type StoreReport,
  type Upload,
} from '../../src/registry/index.ts';
import { plainSet } from './descriptor-sets.ts';
import { FakeClock } from './fake-clock.ts';

const COMPATIBLE: RequestedPolicy = {
  timeoutMs: 0,
  maxTimeoutMs: 0,
  compatibility: 'wire_json',
  traffic: DEFAULT_TRAFFIC,
};
export const FORCED: RequestedPolicy = { ...COMPATIBLE, compatibility: 'none', traffic: DEFAULT_TRAFFIC };

/** Admission without a thread: what the tests of everything but the thread need. */
const inlineAdmission: Admission = {
  admit: (bytes) => Promise.resolve(admit(bytes)),
  close: () => Promise.resolve(),
};

/** An upload of a set that passes, with what `parts` change. */
export function upload(parts: Partial<Upload> = {}): Upload {
  return {
    name: 'things',
    descriptorSet: plainSet(),
    target: { kind: 'static', endpoints: ['127.0.0.1:5000'] },
    policy: COMPATIBLE,
    dryRun: false,
    ...parts,
  };
}

export interface RegistryUnderTest {
  readonly registry: Registry;
  readonly store: Store;
  readonly folder: string;
  readonly clock: FakeClock;
  /** Closes all, and removes the folder. */
  stop(): Promise<void>;
}

export interface RegistryUnderTestParts {
  readonly store?: Store;
  readonly admission?: Admission;
  readonly buf?: string | null;
  readonly clock?: Clock;
  readonly report?: StoreReport;
}

/** A registry on a folder of its own, with real parts. */
export async function startRegistry(parts: RegistryUnderTestParts = {}): Promise<RegistryUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-registry-'));
  const store = parts.store ?? (await FileStore.open(folder));
  const clock = new FakeClock();
  const registry = await openRegistry(store, { ...parts, clock: parts.clock ?? clock });
  return {
    registry,
    store,
    folder,
    clock,
    async stop() {
      await registry.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export function openRegistry(store: Store, parts: RegistryUnderTestParts = {}): Promise<Registry> {
  return Registry.open(
    { defaultTimeoutMs: 10_000, defaultMaxTimeoutMs: 300_000, compiledCacheBytes: 64 * 1024 * 1024 },
    {
      store,
      clock: parts.clock ?? new FakeClock(),
      report: parts.report ?? { damaged: () => undefined, stateChanged: () => undefined },
      admission: parts.admission ?? inlineAdmission,
      compatibility: new BufCompatibility({
        binary: parts.buf === undefined ? findBuf() : parts.buf,
        timeoutMs: 20_000,
      }),
    },
  );
}
