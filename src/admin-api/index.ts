export { type AdminClient, type AdminClientOptions, adminClient } from './admin-client.ts';
export { AdminError } from './admin-error.ts';
export { type AdminDefinitions, adminDefinitions } from './definitions.ts';
export type { ServerReflectionRequest as ReflectionRequest } from './generated/grpc/reflection/v1/ServerReflectionRequest.ts';
export type { ServerReflectionResponse__Output as ReflectionResponse } from './generated/grpc/reflection/v1/ServerReflectionResponse.ts';
export type { Backend as BackendMessage, Backend__Output as Backend } from './generated/trunkline/admin/v1/Backend.ts';
export type { Change as ChangeMessage, Change__Output as Change } from './generated/trunkline/admin/v1/Change.ts';
export type { Compatibility as CompatibilityName } from './generated/trunkline/admin/v1/Compatibility.ts';
export type { ConsulTarget__Output as ConsulTarget } from './generated/trunkline/admin/v1/ConsulTarget.ts';
export type { DiffBackendRequest__Output as DiffBackendRequest } from './generated/trunkline/admin/v1/DiffBackendRequest.ts';
export type { DiffBackendResponse__Output as DiffBackendResponse } from './generated/trunkline/admin/v1/DiffBackendResponse.ts';
export type {
  EndpointState as EndpointStateMessage,
  EndpointState__Output as EndpointState,
} from './generated/trunkline/admin/v1/EndpointState.ts';
export type { EventServiceHandlers } from './generated/trunkline/admin/v1/EventService.ts';
export type { ExplainCallRequest__Output as ExplainCallRequest } from './generated/trunkline/admin/v1/ExplainCallRequest.ts';
export type {
  ExplainCallResponse as ExplainCallResponseMessage,
  ExplainCallResponse__Output as ExplainCallResponse,
} from './generated/trunkline/admin/v1/ExplainCallResponse.ts';
export type { GetBackendResponse__Output as GetBackendResponse } from './generated/trunkline/admin/v1/GetBackendResponse.ts';
export type { GetTrafficResponse__Output as GetTrafficResponse } from './generated/trunkline/admin/v1/GetTrafficResponse.ts';
export type { MethodTraffic__Output as MethodTraffic } from './generated/trunkline/admin/v1/MethodTraffic.ts';
export type { NotificationServiceHandlers } from './generated/trunkline/admin/v1/NotificationService.ts';
export type { Policy as PolicyMessage, Policy__Output as Policy } from './generated/trunkline/admin/v1/Policy.ts';
export type { PublishRequest__Output as PublishRequest } from './generated/trunkline/admin/v1/PublishRequest.ts';
export type { PublishResponse__Output as PublishResponse } from './generated/trunkline/admin/v1/PublishResponse.ts';
export type { RegisterBackendResponse__Output as RegisterBackendResponse } from './generated/trunkline/admin/v1/RegisterBackendResponse.ts';
export type { RegistryServiceHandlers } from './generated/trunkline/admin/v1/RegistryService.ts';
export type {
  Revision as RevisionMessage,
  Revision__Output as Revision,
} from './generated/trunkline/admin/v1/Revision.ts';
export type { Service as ServiceMessage, Service__Output as Service } from './generated/trunkline/admin/v1/Service.ts';
export type { Session__Output as Session } from './generated/trunkline/admin/v1/Session.ts';
export type { SessionServiceHandlers } from './generated/trunkline/admin/v1/SessionService.ts';
export type { TargetReport__Output as TargetReport } from './generated/trunkline/admin/v1/TargetReport.ts';
export type { TrafficServiceHandlers } from './generated/trunkline/admin/v1/TrafficService.ts';
export type {
  WatchEventsResponse as EventMessage,
  WatchEventsResponse__Output as Event,
} from './generated/trunkline/admin/v1/WatchEventsResponse.ts';
export { packageRoot } from './package-root.ts';
export { type ReflectionMethod, reflectionMethod } from './reflection-method.ts';
export { DETAILS_KEY, decodeRefusal, encodeRefusal } from './refusal-details.ts';
