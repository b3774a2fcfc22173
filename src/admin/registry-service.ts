import type { RegistryServiceHandlers } from '../admin-api/index.ts';
import type { BackendRecord, Revision } from '../registry/registration.ts';
import { STATUS } from '../status/index.ts';
import { type AdminLog, type Answer, ok, refuse, unary } from './answer.ts';
import type { DiffAgainst, Refused, RegistryControl } from './registry-control.ts';
import {
  asBackend,
  asChange,
  asRevision,
  asService,
  liveRevision,
  requestedCompatibility,
} from './registry-messages.ts';

/** trunkline.admin.v1.RegistryService, on the registry. */
export function registryService(registry: RegistryControl, log: AdminLog): RegistryServiceHandlers {
  return {
    RegisterBackend: unary(log, async ({ name, descriptorSet, endpoints, policy, dryRun }) => {
      const compatibility = requestedCompatibility(policy?.compatibility);
      const upload = {
        name,
        descriptorSet,
        endpoints,
        timeoutMs: policy?.timeoutMs ?? 0,
        maxTimeoutMs: policy?.maxTimeoutMs ?? 0,
        compatibility,
        dryRun,
      };
      const outcome = await registry.register(upload);
      if (outcome.kind === 'refused') return outcome;
      const { revision, changed } = outcome;
      if (changed && !dryRun) log.changed('backend registered', { backend: name, revision: revision.number });
      return ok({ backend: asBackend(name, revision, true), changed, dryRun });
    }),

    ListBackends: unary(log, () => {
      return ok({ backends: live(registry).map(({ name, revision }) => asBackend(name, revision, true)) });
    }),

    GetBackend: unary(log, ({ name }) => {
      const found = findLive(registry, name);
      if (found.kind === 'refused') return found;
      return ok({ backend: asBackend(name, found.response, true) });
    }),

    ListRevisions: unary(log, ({ name }) => {
      const record = registry.find(name);
      if (record === null) return unknownBackend(name);
      const newestFirst = [...record.revisions].reverse();
      return ok({
        revisions: newestFirst.map((revision) => asRevision(name, revision, revision.number === record.active)),
      });
    }),

    DiffBackend: unary(log, async (request) => {
      const outcome = await registry.diff(request.name, diffAgainst(request));
      if (outcome.kind === 'refused') return outcome;
      const { fromRevision, toRevision, changes, incompatibilities } = outcome;
      return ok({
        fromRevision,
        toRevision,
        changes: changes.map(asChange),
        incompatibilities: [...incompatibilities],
      });
    }),

    RollbackBackend: unary(log, async ({ name, to }) => {
      const outcome = await registry.rollback(name, to);
      if (outcome.kind === 'refused') return outcome;
      const { revision, changed } = outcome;
      if (changed) log.changed('backend rolled back', { backend: name, to, revision: revision.number });
      return ok({ backend: asBackend(name, revision, true), changed });
    }),

    RemoveBackend: unary(log, async ({ name }) => {
      const outcome = await registry.remove(name);
      if (outcome.kind === 'refused') return outcome;
      log.changed('backend removed', { backend: name });
      return ok({});
    }),

    ListServices: unary(log, ({ service }) => {
      const services = live(registry).flatMap(({ name, revision }) =>
        revision.services.map((summary) => asService(name, summary)),
      );
      if (service === '') return ok({ services: services.sort((a, b) => (a.name < b.name ? -1 : 1)) });
      const found = services.find((candidate) => candidate.name === service);
      if (found === undefined) return refuse(STATUS.NOT_FOUND, `No registered backend serves ${service}.`);
      return ok({ services: [found] });
    }),

    DescribeSymbol: unary(log, async ({ symbol }) => {
      const found = await registry.describe(symbol);
      if (found === null) return refuse(STATUS.NOT_FOUND, `No registered backend has a symbol ${symbol}.`);
      return ok({ ...found });
    }),
  };
}

function live(registry: RegistryControl): { name: string; revision: Revision }[] {
  return registry.list().flatMap((record) => {
    const revision = liveRevision(record);
    return revision === null ? [] : [{ name: record.name, revision }];
  });
}

function findLive(registry: RegistryControl, name: string): Answer<Revision> {
  const record: BackendRecord | null = registry.find(name);
  if (record === null) return unknownBackend(name);
  const revision = liveRevision(record);
  return revision === null ? refuse(STATUS.NOT_FOUND, `The backend ${name} has been removed.`) : ok(revision);
}

function unknownBackend(name: string): Refused {
  return refuse(STATUS.NOT_FOUND, `There is no backend ${name}.`);
}

function diffAgainst(request: { other?: string; descriptorSet?: Buffer; to?: number }): DiffAgainst {
  if (request.other === 'descriptorSet') {
    return { kind: 'descriptors', bytes: request.descriptorSet ?? Buffer.alloc(0) };
  }
  const number = request.to ?? 0;
  return number === 0 ? { kind: 'previous' } : { kind: 'revision', number };
}
