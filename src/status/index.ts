export { type CallEnd, type FailureCause, type FailureDetail, failedEnd, NO_BYTES, OK_END } from './call-end.ts';
export type { Finding } from './finding.ts';
export { type Metadata, type MetadataEntry, NO_METADATA } from './metadata.ts';
export { type Origin, REASONS, type Reason, type ReasonRow, type Sent } from './reasons.ts';
export { isStatusCode, STATUS, type StatusCode, type StatusName, statusName } from './status-code.ts';
