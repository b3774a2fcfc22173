// Original file: proto/trunkline/admin/v1/session.proto


export interface KickSessionResponse {
}

export interface KickSessionResponse__Output {
}
