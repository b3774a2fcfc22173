import { create, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import type { Finding } from '../status/index.ts';
import { admitSet } from './admission/admit.ts';
import { LIMITS } from './admission/limits.ts';
import { descriptorHash } from './descriptor-hash.ts';
import type { ServiceSummary } from './registration.ts';
import { summariseServices } from './service-summaries.ts';

/** What became of an uploaded descriptor set. */
export type AdmissionResult =
  | {
      readonly kind: 'admitted';
      /** sha256 of the bytes as they were uploaded, in lower-case hex. */
      readonly hash: string;
      readonly services: readonly ServiceSummary[];
      /** The same set as every tool reads it: in order, each file once, complete, and without comments. */
      readonly canonical: Uint8Array;
    }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/**
 * Decides whether a descriptor set may become part of the registry. It never throws for what was uploaded, whatever it
 * is, and says all that is wrong with it.
 */
export interface Admission {
  admit(bytes: Uint8Array): Promise<AdmissionResult>;
  close(): Promise<void>;
}

/**
 * Admission, in this thread: up to two seconds of it. A gateway uses `WorkerAdmission`, which does the same in a thread
 * of its own.
 */
export function admit(bytes: Uint8Array): AdmissionResult {
  const result = admitSet(bytes, LIMITS);
  if (result.kind === 'refused') return result;
  const canonical = toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: [...result.files] }));
  return { kind: 'admitted', hash: descriptorHash(bytes), services: summariseServices(result.files), canonical };
}
