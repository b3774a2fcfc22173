import type { Finding } from '../status/index.ts';
import { adminDefinitions } from './definitions.ts';

/** The trailer that gRPC carries a `google.rpc.Status` in. */
export const DETAILS_KEY = 'grpc-status-details-bin';

const REFUSAL_URL = 'type.googleapis.com/trunkline.admin.v1.Refusal';

/**
 * gRPC's C and Java stacks refuse more than 8 KiB of trailers by default, and then the caller sees no status at all.
 * Base64 makes four bytes of three, and the message travels beside the details.
 */
const MAX_FINDINGS_BYTES = 4_500;

/** The bytes of a `google.rpc.Status` that carries the findings of a refused upload: all, or as many as trailers hold. */
export function encodeRefusal(code: number, message: string, findings: readonly Finding[]): Buffer {
  const { refusal, status } = adminDefinitions();
  const value = refusal.serialize({ findings: thatFit(findings) });
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

function thatFit(findings: readonly Finding[]): Finding[] {
  const { refusal } = adminDefinitions();
  const fitting: Finding[] = [];
  let bytes = 0;
  for (const finding of findings) {
    bytes += refusal.serialize({ findings: [finding] }).length;
    if (bytes > MAX_FINDINGS_BYTES) return [...fitting, leftOut(findings.length - fitting.length)];
    fitting.push(finding);
  }
  return fitting;
}

function leftOut(count: number): Finding {
  return {
    rule: 'MORE_FINDINGS',
    file: '',
    symbol: '',
    message: `${count} more do not fit in the answer.`,
    remedy: 'Correct those above and register again.',
  };
}
