// Original file: proto/trunkline/admin/v1/registry.proto

import type { Long } from '@grpc/proto-loader';

export interface EndpointState {
  'address'?: (string);
  'weight'?: (number);
  'tags'?: (string)[];
  'inFlight'?: (number);
  'calls'?: (number | string | Long);
  'neverSent'?: (number | string | Long);
  'ejected'?: (boolean);
  'ejections'?: (number);
}

export interface EndpointState__Output {
  'address': (string);
  'weight': (number);
  'tags': (string)[];
  'inFlight': (number);
  'calls': (number);
  'neverSent': (number);
  'ejected': (boolean);
  'ejections': (number);
}
