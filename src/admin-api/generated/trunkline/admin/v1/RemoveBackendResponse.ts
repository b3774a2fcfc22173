// Original file: proto/trunkline/admin/v1/registry.proto


export interface RemoveBackendResponse {
}

export interface RemoveBackendResponse__Output {
}
