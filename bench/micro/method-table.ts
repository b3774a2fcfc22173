import { type BackendRecord, DEFAULT_TRAFFIC, MethodTable } from '../../src/registry/index.ts';
import type { MicroCase } from './measure.ts';

const BACKENDS = 200;
const METHODS = 20;

const table = new MethodTable(Array.from({ length: BACKENDS }, (_, index) => record(index)));
/** As they come off the wire: strings that nobody has looked up before. */
const names = Array.from({ length: BACKENDS }, (_, index) => ({
  service: `shop.v1.Service${index}`,
  method: `Method${index % METHODS}`,
}));

export const CASES: readonly MicroCase[] = [
  { name: 'find a method among 4,000', run: (times) => findAll(times, '') },
  { name: 'miss a method among 4,000', run: (times) => findAll(times, 'X') },
];

function findAll(times: number, suffix: string): number {
  const wanted = names.map(({ service, method }) => ({ service, method: `${method}${suffix}` }));
  let found = 0;
  for (let i = 0; i < times; i++) {
    const name = wanted[i % BACKENDS];
    if (name !== undefined && table.find(name.service, name.method) !== undefined) found++;
  }
  return found;
}

function record(index: number): BackendRecord {
  const methods = Array.from({ length: METHODS }, (_, method) => ({
    name: `Method${method}`,
    kind: 'unary' as const,
    idempotency: 'unknown' as const,
  }));
  return {
    name: `backend-${index}`,
    version: 1,
    active: 1,
    revisions: [
      {
        number: 1,
        descriptorHash: '',
        descriptorBytes: 0,
        target: { kind: 'static', endpoints: ['127.0.0.1:1'] },
        policy: { timeoutMs: 1000, maxTimeoutMs: 1000, compatibility: 'none', traffic: DEFAULT_TRAFFIC },
        services: [{ name: `shop.v1.Service${index}`, methods }],
        createdAtUnixMs: 0,
        origin: { kind: 'upload' },
      },
    ],
  };
}
