/**
 * The drawing of the source: which folder of `src/` may import which. Leaves come first, then the way of a request, then
 * what stands around it. `npm run check` holds the source to it, and a test holds the README's picture to it.
 *
 * A folder is entered by its door only, its `index.ts`. What is not named may not be imported; `*` is everything.
 */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  status: [],
  clock: [],
  wire: ['status'],
  consul: ['clock', 'status'],
  http2: ['clock', 'status'],
  listen: ['wire', 'clock'],
  auth: ['clock'],
  session: ['listen', 'auth', 'wire', 'clock', 'status'],
  registry: ['consul', 'clock', 'status'],
  backend: ['registry', 'consul', 'http2', 'clock', 'status'],
  call: ['session', 'registry', 'backend', 'wire', 'clock', 'status'],
  bus: ['clock', 'status'],
  notify: ['session', 'bus', 'wire', 'clock', 'status'],
  'admin-api': ['status'],
  admin: ['admin-api', 'notify', 'bus', 'call', 'session', 'registry', 'backend', 'status'],
  gateway: ['*'],
  client: ['wire', 'status'],
  cli: ['client', 'admin-api', 'auth', 'gateway', 'status'],
};

/**
 * What a browser runs too: `node:` and the packages that need it stay out of these folders. A file named here with its
 * folder is what joins them to Node.
 */
export const NODE_FREE: Readonly<Record<string, readonly string[]>> = {
  status: [],
  wire: [],
  client: ['client/tcp-transport.ts'],
};
