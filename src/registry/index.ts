export { RULES, type Rule, type RuleRow } from './admission/rules.ts';
export type { Admission, AdmissionResult } from './admission.ts';
export { admit } from './admission.ts';
export { BufCompatibility, type BufCompatibilityOptions } from './buf-compatibility.ts';
export type { CompatibilityCategory, CompatibilityCheck } from './compatibility.ts';
export type { Collected } from './consul-store/collect-orphans.ts';
export { ConsulStore, type ConsulStoreOptions, type ConsulStoreParts } from './consul-store/consul-store.ts';
export { type CopiedBackend, type CopyResult, copyRegistry } from './copy-registry.ts';
export type { Description } from './describe.ts';
export { descriptorHash } from './descriptor-hash.ts';
export { DescriptorSet } from './descriptor-set.ts';
export type { Change, ChangeKind } from './diff.ts';
export type { DiffAgainst, Difference, DiffResult } from './diff-backend.ts';
export { type EndpointAddress, type ParsedEndpoint, parseEndpoint, refusedAddress } from './endpoint-address.ts';
export { FileStore } from './file-store/file-store.ts';
export { findBuf } from './find-buf.ts';
export {
  type ContestedService,
  findLive,
  type MethodEntry,
  MethodTable,
  type ServiceEntry,
} from './method-table.ts';
export type { SymbolKind } from './proto-source/proto-source.ts';
export type {
  BackendRecord,
  Compatibility,
  Idempotency,
  MethodKind,
  MethodSummary,
  Policy,
  Revision,
  ServiceSummary,
  Target,
} from './registration.ts';
export { type LiveBackend, Registry, type RegistryOptions, type RegistryParts, type StoreReport } from './registry.ts';
export { parseStaticEndpoint, type StaticEndpoint } from './static-endpoint.ts';
export type {
  CommitResult,
  DamagedRecord,
  Store,
  StoreChange,
  StoreContents,
  StoreListener,
  StoreState,
} from './store.ts';
export { StoreError, type StoreFault } from './store-error.ts';
export { type Balance, DEFAULT_TRAFFIC, type OutlierPolicy, type Split, type TrafficPolicy } from './traffic-policy.ts';
export type {
  Accepted,
  Conflict,
  Missing,
  RefusalCause,
  Refused,
  RegisterResult,
  RemoveResult,
  RequestedPolicy,
  RollbackResult,
  Upload,
} from './upload.ts';
export { WorkerAdmission, type WorkerAdmissionOptions } from './worker-admission.ts';
