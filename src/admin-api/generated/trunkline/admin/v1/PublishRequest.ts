// Original file: proto/trunkline/admin/v1/notification.proto

import type { Long } from '@grpc/proto-loader';

export interface PublishRequest {
  'sessionId'?: (string);
  'user'?: (string);
  'topic'?: (string);
  'everyone'?: (boolean);
  'newestOnly'?: (boolean);
  'type'?: (string);
  'payload'?: (Buffer | Uint8Array | string);
  'payloadJson'?: (string);
  'messageType'?: (string);
  'atLeastOnce'?: (boolean);
  'ttlMs'?: (number | string | Long);
  'id'?: (string);
  'waitMs'?: (number);
  'target'?: "sessionId"|"user"|"topic"|"everyone";
  'content'?: "payload"|"payloadJson";
}

export interface PublishRequest__Output {
  'sessionId'?: (string);
  'user'?: (string);
  'topic'?: (string);
  'everyone'?: (boolean);
  'newestOnly': (boolean);
  'type': (string);
  'payload'?: (Buffer);
  'payloadJson'?: (string);
  'messageType': (string);
  'atLeastOnce': (boolean);
  'ttlMs': (number);
  'id': (string);
  'waitMs': (number);
  'target'?: "sessionId"|"user"|"topic"|"everyone";
  'content'?: "payload"|"payloadJson";
}
