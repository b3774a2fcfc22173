// Original file: proto/trunkline/admin/v1/registry.proto


export interface ListBackendsRequest {
}

export interface ListBackendsRequest__Output {
}
