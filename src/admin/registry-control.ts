import type { Registry } from '../registry/index.ts';

/** What the registry service needs of the registry. All of it takes untrusted input. */
export type RegistryControl = Pick<
  Registry,
  'methods' | 'list' | 'find' | 'register' | 'rollback' | 'split' | 'remove' | 'diff' | 'describe'
>;
