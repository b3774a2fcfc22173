// Original file: proto/trunkline/admin/v1/event.proto


export interface WatchEventsRequest {
}

export interface WatchEventsRequest__Output {
}
