import type { Finding } from '../status/index.ts';
import { adminDefinitions } from './definitions.ts';

/** The trailer that gRPC carries a `google.rpc.Status` in. */
export const DETAILS_KEY = 'grpc-status-details-bin';

const REFUSAL_URL = 'type.googleapis.com/trunkline.admin.v1.Refusal';

/** The bytes of a `google.rpc.Status` that carries all findings of a refused upload. */
export function encodeRefusal(code: number, message: string, findings: readonly Finding[]): Buffer {
  const { refusal, status } = adminDefinitions();
  const value = refusal.serialize({ findings: [...findings] });
  return status.serialize({ code, message, details: [{ type_url: REFUSAL_URL, value }] });
}

/** The findings in a `google.rpc.Status`; none where the bytes are not one, or carry no refusal. */
export function decodeRefusal(bytes: Uint8Array): readonly Finding[] {
  const { refusal, status } = adminDefinitions();
  try {
    const found: Finding[] = [];
    for (const detail of status.deserialize(Buffer.from(bytes)).details) {
      if (detail.type_url === REFUSAL_URL) found.push(...refusal.deserialize(detail.value).findings);
    }
    return found;
  } catch {
    // What is not a Status carries no findings; the status code and message still stand.
    return [];
  }
}
