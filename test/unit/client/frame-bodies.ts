import { asViews, FrameReader } from '../../../src/wire/index.ts';

/** The bodies of the frames in `bytes`. */
export function frameBodies(bytes: Uint8Array): Uint8Array[] {
  const bodies: Uint8Array[] = [];
  new FrameReader(
    64 * 1024 * 1024,
    asViews((body) => bodies.push(body)),
  ).push(bytes);
  return bodies;
}
