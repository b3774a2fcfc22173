export type { CopyResult } from '../registry/index.ts';
export { type ConfigOrigin, type ConfigSources, type LoadedConfig, loadConfig } from './config.ts';
export { CONFIG_OPTIONS, type ConfigOption } from './config-options.ts';
export type { Config } from './config-schema.ts';
export { type Gateway, type GatewayAddresses, type GatewayParts, startGateway } from './gateway.ts';
export { openLog } from './log.ts';
export { collectRegistry, exportRegistry, importRegistry } from './move-registry.ts';
export { registerInstances } from './register-instances.ts';
export { type RegistryAdmin, startRegistryAdmin } from './registry-admin.ts';
