import type { ExplainCallRequest, ExplainCallResponseMessage } from '../admin-api/index.ts';
import type { CallQuestion, Explanation } from '../call/index.ts';
import { type MetadataEntry, REASONS } from '../status/index.ts';
import { asEndpointState } from './endpoint-messages.ts';
import { asMethod, asRevision } from './registry-messages.ts';

/** What is asked about. Keys in -bin have their bytes, all others their text. */
export function askedCall({ service, method, metadata, user, timeoutMs }: ExplainCallRequest): CallQuestion {
  const entries: readonly MetadataEntry[] = metadata.map(({ key, value }) => ({
    key,
    value: key.endsWith('-bin') ? value : value.toString('utf8'),
  }));
  return { service, method, metadata: entries, user, timeoutMs };
}

export function asExplanation(explanation: Explanation): ExplainCallResponseMessage {
  const { entry, timeoutMs, forecast, refusal, callsInFlight, maxInFlight } = explanation;
  return {
    service: entry?.service ?? '',
    method: entry === null ? null : asMethod({ ...entry, name: entry.method }),
    backend: entry?.backend ?? '',
    revision: entry === null ? null : asRevision(entry.backend, entry.revision, true),
    timeoutMs: Number.isFinite(timeoutMs) ? timeoutMs : 0,
    endpoints: (forecast?.backend?.lanes ?? []).map(asEndpointState),
    endpoint: forecast?.lane?.address ?? '',
    backendCallsInFlight: forecast?.backend?.inFlight ?? 0,
    backendMaxInFlight: forecast?.maxInFlight ?? 0,
    gatewayCallsInFlight: callsInFlight,
    gatewayMaxInFlight: maxInFlight,
    refusal:
      refusal === null
        ? null
        : { ...refusal, code: REASONS[refusal.reason].code, remedy: REASONS[refusal.reason].remedy },
  };
}
