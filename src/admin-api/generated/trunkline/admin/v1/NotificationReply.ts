// Original file: proto/trunkline/admin/v1/notification.proto


export interface NotificationReply {
  'status'?: (number);
  'message'?: (string);
  'payload'?: (Buffer | Uint8Array | string);
}

export interface NotificationReply__Output {
  'status': (number);
  'message': (string);
  'payload': (Buffer);
}
