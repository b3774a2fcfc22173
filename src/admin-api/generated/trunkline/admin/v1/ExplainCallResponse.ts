// Original file: proto/trunkline/admin/v1/registry.proto

import type { Method as _trunkline_admin_v1_Method, Method__Output as _trunkline_admin_v1_Method__Output } from '../../../trunkline/admin/v1/Method.ts';
import type { Revision as _trunkline_admin_v1_Revision, Revision__Output as _trunkline_admin_v1_Revision__Output } from '../../../trunkline/admin/v1/Revision.ts';
import type { EndpointState as _trunkline_admin_v1_EndpointState, EndpointState__Output as _trunkline_admin_v1_EndpointState__Output } from '../../../trunkline/admin/v1/EndpointState.ts';

export interface _trunkline_admin_v1_ExplainCallResponse_Refusal {
  'reason'?: (string);
  'code'?: (number);
  'message'?: (string);
  'remedy'?: (string);
}

export interface _trunkline_admin_v1_ExplainCallResponse_Refusal__Output {
  'reason': (string);
  'code': (number);
  'message': (string);
  'remedy': (string);
}

export interface ExplainCallResponse {
  'service'?: (string);
  'method'?: (_trunkline_admin_v1_Method | null);
  'backend'?: (string);
  'revision'?: (_trunkline_admin_v1_Revision | null);
  'timeoutMs'?: (number);
  'endpoints'?: (_trunkline_admin_v1_EndpointState)[];
  'endpoint'?: (string);
  'backendCallsInFlight'?: (number);
  'backendMaxInFlight'?: (number);
  'gatewayCallsInFlight'?: (number);
  'gatewayMaxInFlight'?: (number);
  'refusal'?: (_trunkline_admin_v1_ExplainCallResponse_Refusal | null);
}

export interface ExplainCallResponse__Output {
  'service': (string);
  'method': (_trunkline_admin_v1_Method__Output | null);
  'backend': (string);
  'revision': (_trunkline_admin_v1_Revision__Output | null);
  'timeoutMs': (number);
  'endpoints': (_trunkline_admin_v1_EndpointState__Output)[];
  'endpoint': (string);
  'backendCallsInFlight': (number);
  'backendMaxInFlight': (number);
  'gatewayCallsInFlight': (number);
  'gatewayMaxInFlight': (number);
  'refusal': (_trunkline_admin_v1_ExplainCallResponse_Refusal__Output | null);
}
