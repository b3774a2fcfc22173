// Original file: proto/trunkline/admin/v1/traffic.proto

import type { Long } from '@grpc/proto-loader';

export interface MethodTraffic {
  'service'?: (string);
  'method'?: (string);
  'backend'?: (string);
  'calls'?: (number | string | Long);
  'failed'?: (number | string | Long);
  'callsByBucket'?: (number | string | Long)[];
}

export interface MethodTraffic__Output {
  'service': (string);
  'method': (string);
  'backend': (string);
  'calls': (number);
  'failed': (number);
  'callsByBucket': (number)[];
}
