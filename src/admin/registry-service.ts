import type { DiffBackendRequest, RegistryServiceHandlers } from '../admin-api/index.ts';
import { type DiffAgainst, findLive } from '../registry/index.ts';
import { STATUS } from '../status/index.ts';
import type { AdminLog } from './admin-log.ts';
import { type Answer, type NotDone, notDone, ok, unary } from './answer.ts';
import type { BackendsView } from './backends-view.ts';
import type { CallsView } from './calls-view.ts';
import { asEndpointState } from './endpoint-messages.ts';
import { asExplanation, askedCall } from './explain-messages.ts';
import type { RegistryControl } from './registry-control.ts';
import { asBackend, asChange, asRevision, asService, requestedCompatibility } from './registry-messages.ts';
import { explainStoreFault, notDoneBy } from './registry-outcome.ts';
import { requestedSplit, requestedTraffic } from './traffic-messages.ts';

/** trunkline.admin.v1.RegistryService, on the registry. */
export function registryService(
  registry: RegistryControl,
  backends: Pick<BackendsView, 'find'>,
  calls: CallsView | null,
  log: AdminLog,
): RegistryServiceHandlers {
  const handle = <Request, Response>(answer: (request: Request) => Answer<Response> | Promise<Answer<Response>>) =>
    unary(log, answer, explainStoreFault);
  return {
    RegisterBackend: handle(async ({ name, descriptorSet, endpoints, consul, policy, dryRun }) => {
      if (consul !== null && endpoints.length > 0) {
        return notDone(STATUS.INVALID_ARGUMENT, 'A backend has either endpoints or a service in Consul.');
      }
      const outcome = await registry.register({
        name,
        descriptorSet,
        target: consul === null ? { kind: 'static', endpoints } : { kind: 'consul', ...consul },
        policy: {
          timeoutMs: policy?.timeoutMs ?? 0,
          maxTimeoutMs: policy?.maxTimeoutMs ?? 0,
          compatibility: requestedCompatibility(policy?.compatibility),
          traffic: requestedTraffic(policy),
        },
        dryRun,
      });
      if (outcome.kind !== 'accepted') return notDoneBy(name, outcome);
      const { revision, changed } = outcome;
      if (changed && !dryRun) log.changed('backend registered', { backend: name, revision: revision.number });
      return ok({ backend: asBackend(name, revision, !(changed && dryRun)), changed, dryRun });
    }),

    ListBackends: handle(() => {
      return ok({ backends: registry.list().map(({ record, revision }) => asBackend(record.name, revision, true)) });
    }),

    GetBackend: handle(({ name }) => {
      const record = registry.find(name);
      if (record === undefined) return unknownBackend(name);
      const revision = findLive(record);
      if (revision === undefined) return notDone(STATUS.NOT_FOUND, `The backend ${name} has been removed.`);
      const endpoints = (backends.find(name)?.lanes ?? []).map(asEndpointState);
      return ok({ backend: asBackend(name, revision, true), endpoints });
    }),

    ListRevisions: handle(({ name }) => {
      const record = registry.find(name);
      if (record === undefined) return unknownBackend(name);
      const newestFirst = record.revisions.toReversed();
      return ok({
        revisions: newestFirst.map((revision) => asRevision(name, revision, revision.number === record.active)),
      });
    }),

    DiffBackend: handle(async (request) => {
      const outcome = await registry.diff(request.name, diffAgainst(request));
      if (outcome.kind !== 'difference') return notDoneBy(request.name, outcome);
      const { fromRevision, toRevision, changes, incompatibilities } = outcome;
      return ok({
        fromRevision,
        toRevision,
        changes: changes.map(asChange),
        incompatibilities: [...incompatibilities],
      });
    }),

    RollbackBackend: handle(async ({ name, to }) => {
      const outcome = await registry.rollback(name, to);
      if (outcome.kind !== 'accepted') return notDoneBy(name, outcome);
      const { revision, changed } = outcome;
      if (changed) log.changed('backend rolled back', { backend: name, to, revision: revision.number });
      return ok({ backend: asBackend(name, revision, true), changed });
    }),

    SplitBackend: handle(async ({ name, split }) => {
      const outcome = await registry.split(name, requestedSplit(split));
      if (outcome.kind !== 'accepted') return notDoneBy(name, outcome);
      const { revision, changed } = outcome;
      if (changed) log.changed('backend split', { backend: name, revision: revision.number });
      return ok({ backend: asBackend(name, revision, true), changed });
    }),

    RemoveBackend: handle(async ({ name }) => {
      const outcome = await registry.remove(name);
      if (outcome.kind !== 'removed') return notDoneBy(name, outcome);
      log.changed('backend removed', { backend: name });
      return ok({});
    }),

    ListServices: handle(({ service }) => {
      if (service === '') return ok({ services: registry.methods.services().map(asService) });
      const found = registry.methods.findService(service);
      if (found === undefined) return notDone(STATUS.NOT_FOUND, `No registered backend serves ${service}.`);
      return ok({ services: [asService(found)] });
    }),

    DescribeSymbol: handle(async ({ symbol }) => {
      const found = await registry.describe(symbol);
      if (found === undefined) return notDone(STATUS.NOT_FOUND, `No registered backend has a symbol ${symbol}.`);
      return ok({ ...found });
    }),

    ExplainCall: handle((request) => {
      if (calls === null) return notDone(STATUS.FAILED_PRECONDITION, 'Only a gateway knows the way of a call.');
      return ok(asExplanation(calls.explain(askedCall(request))));
    }),
  };
}

function unknownBackend(name: string): NotDone {
  return notDone(STATUS.NOT_FOUND, `There is no backend ${name}.`);
}

function diffAgainst({ other, descriptorSet, to }: DiffBackendRequest): DiffAgainst {
  if (other === 'descriptorSet' && descriptorSet !== undefined) return { kind: 'descriptors', bytes: descriptorSet };
  return to === undefined || to === 0 ? { kind: 'previous' } : { kind: 'revision', number: to };
}
