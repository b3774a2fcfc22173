// Original file: proto/trunkline/admin/v1/event.proto


export interface WatchEventsRequest {
  'cluster'?: (boolean);
}

export interface WatchEventsRequest__Output {
  'cluster': (boolean);
}
