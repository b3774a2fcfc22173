import { resolve } from 'node:path';

/** The top of the checkout: files here run as they are, and compiled. */
export const CHECKOUT = resolve(
  import.meta.dirname,
  import.meta.dirname.endsWith('dist/test/support') ? '../../..' : '../..',
);
