import { describe, expect, test } from 'vitest';
import { startAdminServer } from '../../../src/admin/index.ts';
import { AdminError, adminClient } from '../../../src/admin-api/index.ts';
import { DEFAULT_TRAFFIC, StoreError } from '../../../src/registry/index.ts';
import { STATUS } from '../../../src/status/index.ts';
import { startAdmin } from '../../support/admin-server.ts';
import { backendRecord, KeptLog, registryOf, revision, StillSessions } from '../../support/admin-views.ts';

const TIMEOUT = { timeoutMs: 10_000 };
const FINDING = {
  rule: 'IMPORT_CYCLE',
  file: 'a.proto',
  symbol: '',
  message: 'a.proto -> b.proto -> a.proto',
  remedy: 'Break the cycle.',
};

async function failureOf(promise: Promise<unknown>): Promise<AdminError> {
  const error: unknown = await promise.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (error instanceof AdminError) return error;
  throw new Error(`expected an AdminError, got ${String(error)}`);
}

describe('the registry service', () => {
  test('lists the live backends with all that a revision holds', async () => {
    await using admin = await startAdmin({ registry: registryOf([backendRecord()]) });
    const client = adminClient(admin.address, TIMEOUT);
    const { backends } = await client.call(client.registry.ListBackends, {});
    client.close();
    expect(backends).toEqual([
      {
        name: 'orders',
        revision: {
          number: 1,
          descriptorHash: 'ab'.repeat(32),
          descriptorBytes: 1234,
          endpoints: ['127.0.0.1:5001'],
          policy: {
            timeoutMs: 5_000,
            maxTimeoutMs: 60_000,
            compatibility: 'COMPATIBILITY_WIRE_JSON',
            balance: 'BALANCE_LEAST_REQUESTS',
            hashKey: '',
            split: null,
            outliers: { ...DEFAULT_TRAFFIC.outliers },
            retries: { ...DEFAULT_TRAFFIC.retries },
            limits: { ...DEFAULT_TRAFFIC.limits },
            warm: false,
          },
          services: [
            {
              name: 'shop.v1.OrderService',
              backend: 'orders',
              methods: [{ name: 'GetOrder', kind: 'METHOD_KIND_UNARY', idempotency: 'IDEMPOTENCY_NO_SIDE_EFFECTS' }],
            },
          ],
          createdAtUnixMs: 1_700_000_000_000,
          rollbackTo: 0,
          active: true,
          policyOnly: false,
          consul: null,
        },
      },
    ]);
  });

  test('history has the newest revision first and says which is live and which went back', async () => {
    const back = revision({ number: 3, origin: { kind: 'rollback', to: 1 } });
    const revisions = [revision(), revision({ number: 2 }), back];
    await using admin = await startAdmin({ registry: registryOf([backendRecord({ active: 2, revisions })]) });
    const client = adminClient(admin.address, TIMEOUT);
    const history = await client.call(client.registry.ListRevisions, { name: 'orders' });
    client.close();
    expect(history.revisions.map(({ number, active, rollbackTo }) => [number, active, rollbackTo])).toEqual([
      [3, false, 1],
      [2, true, 0],
      [1, false, 0],
    ]);
  });

  test('a backend that was removed is not found, but its history is', async () => {
    await using admin = await startAdmin({ registry: registryOf([backendRecord({ active: null })]) });
    const client = adminClient(admin.address, TIMEOUT);
    const failure = await failureOf(client.call(client.registry.GetBackend, { name: 'orders' }));
    const history = await client.call(client.registry.ListRevisions, { name: 'orders' });
    client.close();
    expect(failure.code).toBe(STATUS.NOT_FOUND);
    expect(history.revisions).toHaveLength(1);
  });

  test.each([
    ['upload', STATUS.INVALID_ARGUMENT],
    ['owner', STATUS.PERMISSION_DENIED],
    ['live', STATUS.FAILED_PRECONDITION],
    ['busy', STATUS.RESOURCE_EXHAUSTED],
  ] as const)('a refusal for %s carries its findings under status %i', async (cause, code) => {
    const register = async () => ({ kind: 'refused', cause, findings: [FINDING] }) as const;
    await using admin = await startAdmin({ registry: registryOf([], { register }) });
    const client = adminClient(admin.address, TIMEOUT);
    const failure = await failureOf(client.call(client.registry.RegisterBackend, { name: 'orders' }));
    client.close();
    expect(failure.code).toBe(code);
    expect(failure.findings).toEqual([FINDING]);
    expect(admin.log.changes).toEqual([]);
  });

  test('as many findings as fit in trailers are carried, and the rest are counted', async () => {
    const findings = Array.from({ length: 500 }, (_, index) => ({ ...FINDING, file: `file-${index}.proto` }));
    const register = async () => ({ kind: 'refused', cause: 'upload', findings }) as const;
    await using admin = await startAdmin({ registry: registryOf([], { register }) });
    const client = adminClient(admin.address, TIMEOUT);
    const failure = await failureOf(client.call(client.registry.RegisterBackend, { name: 'orders' }));
    client.close();
    const carried = failure.findings.length - 1;
    expect(carried).toBeGreaterThan(20);
    expect(failure.findings.at(-1)?.rule).toBe('MORE_FINDINGS');
    expect(failure.findings.at(-1)?.message).toContain(String(500 - carried));
  });

  test('what an upload does not say reaches the registry as the strictest choice', async () => {
    const uploads: unknown[] = [];
    const register = async (upload: unknown) => {
      uploads.push(upload);
      return { kind: 'conflict', current: null } as const;
    };
    await using admin = await startAdmin({ registry: registryOf([], { register }) });
    const client = adminClient(admin.address, TIMEOUT);
    const request = { name: 'orders', descriptorSet: Buffer.from('xyz'), endpoints: ['a:1'] };
    const failure = await failureOf(client.call(client.registry.RegisterBackend, request));
    client.close();
    expect(failure.code).toBe(STATUS.ABORTED);
    expect(uploads).toEqual([
      {
        name: 'orders',
        descriptorSet: Buffer.from('xyz'),
        target: { kind: 'static', endpoints: ['a:1'] },
        policy: { timeoutMs: 0, maxTimeoutMs: 0, compatibility: 'wire_json', traffic: DEFAULT_TRAFFIC },
        dryRun: false,
      },
    ]);
  });

  test('a store that is full says so to the caller and to the log', async () => {
    const remove = async () => {
      throw new StoreError('full', 'ENOSPC on /secret/path');
    };
    await using admin = await startAdmin({ registry: registryOf([], { remove }) });
    const client = adminClient(admin.address, TIMEOUT);
    const failure = await failureOf(client.call(client.registry.RemoveBackend, { name: 'orders' }));
    client.close();
    expect(failure.code).toBe(STATUS.RESOURCE_EXHAUSTED);
    expect(failure.message).not.toContain('/secret/path');
    expect(admin.log.faults).toHaveLength(1);
  });

  test('a fault of ours ends in INTERNAL, and its cause stays in the log', async () => {
    const cause = new Error('canary 7f3a');
    const describeSymbol = () => Promise.reject(cause);
    await using admin = await startAdmin({ registry: registryOf([], { describe: describeSymbol }) });
    const client = adminClient(admin.address, TIMEOUT);
    const failure = await failureOf(client.call(client.registry.DescribeSymbol, { symbol: 'a.B' }));
    client.close();
    expect(failure.code).toBe(STATUS.INTERNAL);
    expect(failure.message).not.toContain('canary');
    expect(admin.log.faults).toEqual([{ what: '/trunkline.admin.v1.RegistryService/DescribeSymbol', cause }]);
  });

  test('an upload beyond the cap is refused, and the next call is served', async () => {
    await using admin = await startAdmin();
    const client = adminClient(admin.address, TIMEOUT);
    const descriptorSet = Buffer.alloc(3 * 1024 * 1024);
    const failure = await failureOf(client.call(client.registry.RegisterBackend, { name: 'orders', descriptorSet }));
    const { backends } = await client.call(client.registry.ListBackends, {});
    client.close();
    expect(failure.code).toBe(STATUS.RESOURCE_EXHAUSTED);
    expect(backends).toEqual([]);
  });
});

describe('the admin client', () => {
  test('a call that nobody answers says that there was no connection', async () => {
    const admin = await startAdmin();
    await admin.server.close(0);
    const client = adminClient(admin.address, TIMEOUT);
    const failure = await failureOf(client.call(client.registry.ListBackends, {}));
    client.close();
    expect(failure.code).toBe(STATUS.UNAVAILABLE);
    expect(failure.connected).toBe(false);
  });

  test('a status of the gateway itself says that there was a connection', async () => {
    await using admin = await startAdmin();
    const client = adminClient(admin.address, TIMEOUT);
    const failure = await failureOf(client.call(client.registry.GetBackend, { name: 'orders' }));
    client.close();
    expect(failure.connected).toBe(true);
  });
});

describe('the admin listener', () => {
  test('does not open on an address that others can reach', async () => {
    const options = { host: '0.0.0.0', port: 0, allowNonLoopback: false, maxUploadBytes: 1024 };
    const parts = {
      registry: registryOf([]),
      backends: { find: () => undefined },
      calls: null,
      traffic: null,
      cluster: null,
      notifications: null,
      events: null,
      sessions: new StillSessions([]),
      log: new KeptLog(),
    };
    await expect(startAdminServer(options, parts)).rejects.toThrow('not a loopback address');
  });
});
