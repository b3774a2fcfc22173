export { type AdminClient, type AdminClientOptions, adminClient } from './admin-client.ts';
export { AdminError } from './admin-error.ts';
export { type AdminDefinitions, adminDefinitions, LOADER_OPTIONS } from './definitions.ts';
export { packageRoot } from './package-root.ts';
export { DETAILS_KEY, decodeRefusal, encodeRefusal } from './refusal-details.ts';
