/** The largest descriptor set that the admin API takes: see `AdminServerOptions`. */
export const MAX_UPLOAD_BYTES = 64 * 1024 * 1024;
