// Original file: proto/trunkline/admin/v1/traffic.proto


export interface GetTrafficRequest {
}

export interface GetTrafficRequest__Output {
}
