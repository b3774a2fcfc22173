import { DEFAULT_TRAFFIC, type Registry, type Upload } from '../../src/registry/index.ts';
import { field, file, message, service, setOf } from '../../test/support/descriptor-sets.ts';

const SERVICES = 2;
const METHODS = 10;

/** The method names of a whole company: `backends` times two services of ten methods. */
export function methodsOf(backends: number): readonly { readonly service: string; readonly method: string }[] {
  return Array.from({ length: backends }, (_, backend) => servicesOf(backend))
    .flat()
    .flatMap((name) => methodNames(METHODS).map((method) => ({ service: name, method })));
}

/** Registers the first `backends` backends of the company. */
export async function registerCompany(registry: Registry, backends: number): Promise<void> {
  for (let backend = 0; backend < backends; backend++) await registerBackend(registry, backend, METHODS);
}

/** Registers one backend of the company, each of whose services has so many methods. */
export async function registerBackend(registry: Registry, backend: number, methods: number): Promise<void> {
  const result = await registry.register(uploadOf(backend, methods));
  if (result.kind !== 'accepted') throw new Error(`backend ${backend} was not accepted: ${JSON.stringify(result)}`);
}

export const nameOf = (backend: number): string => `team-${backend % 100}-backend-${backend}`;

function uploadOf(backend: number, methods: number): Upload {
  const packageName = packageOf(backend);
  const type = `.${packageName}.Order`;
  const set = setOf(
    file(`${packageName.replaceAll('.', '/')}/service.proto`, {
      package: packageName,
      messageType: [
        message('Money', [field('units', 1), field('nanos', 2), field('currency', 3)]),
        message('Order', [field('id', 1), field('name', 2), field('price', 3), field('count', 4)]),
      ],
      service: servicesOf(backend).map((name) =>
        service(name.slice(packageName.length + 1), methodNames(methods), type),
      ),
    }),
  );
  return {
    name: nameOf(backend),
    descriptorSet: set,
    target: { kind: 'static', endpoints: ['127.0.0.1:5000', '127.0.0.1:5001'] },
    policy: { timeoutMs: 1000, maxTimeoutMs: 5000, compatibility: 'none', traffic: DEFAULT_TRAFFIC },
    dryRun: false,
  };
}

const packageOf = (backend: number): string => `company.team${backend % 100}.backend${backend}.v1`;

const servicesOf = (backend: number): readonly string[] =>
  Array.from({ length: SERVICES }, (_, index) => `${packageOf(backend)}.Order${index}Service`);

const methodNames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `GetOrderByField${index}`);
