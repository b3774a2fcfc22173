import { Command } from 'commander';
import type { ExplainCallResponse } from '../admin-api/index.ts';
import { type MetadataEntry, statusName } from '../status/index.ts';
import { withAdmin } from './admin-access.ts';
import { endpointLine } from './backend-rows.ts';
import { balanceName } from './balance-option.ts';
import { headerArgument } from './call-input.ts';
import { idempotencyName, methodKindName } from './display-names.ts';
import { formatDuration } from './duration.ts';
import { type AdminOptions, adminOption, durationArgument, outputOption } from './options.ts';
import { writeFacts } from './output.ts';
import { splitName } from './split-option.ts';
import type { Terminal } from './terminal.ts';
import { trafficFacts } from './traffic-facts.ts';

interface ExplainOptions extends AdminOptions {
  readonly header?: readonly MetadataEntry[];
  readonly user?: string;
  readonly timeout?: number;
}

type Fact = readonly [name: string, value: string];

export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .description('say which way a call would take now, without making it')
    .argument('<method>', 'SERVICE/METHOD, the service by its full name')
    .option('-H, --header <key: value>', 'metadata; may be given again; base64 for keys in -bin', headerArgument)
    .option('--user <name>', 'whose call it would be')
    .option('--timeout <duration>', 'what the call would ask for', durationArgument)
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async (name: string, { header, user, timeout, admin: address, output }: ExplainOptions) => {
      const slash = name.lastIndexOf('/');
      const request = {
        service: slash < 0 ? name : name.slice(0, slash),
        method: slash < 0 ? '' : name.slice(slash + 1),
        metadata: (header ?? []).map(({ key, value }) => ({ key, value: Buffer.from(value) })),
        user: user ?? '',
        timeoutMs: timeout ?? 0,
      };
      const explained = await withAdmin(address, (admin) => admin.call(admin.registry.ExplainCall, request));
      await writeFacts(terminal, output ?? null, explained, factsOf(name, explained));
    });
}

function factsOf(name: string, explained: ExplainCallResponse): readonly Fact[] {
  const { method, revision, refusal } = explained;
  return [
    ['method', method === null ? name : methodLine(explained.service, method)],
    ...(revision === null ? [] : wayFacts(explained, revision)),
    ...verdictFacts(refusal),
  ];
}

function wayFacts(explained: ExplainCallResponse, revision: NonNullable<ExplainCallResponse['revision']>): Fact[] {
  const { policy } = revision;
  return [
    ['backend', `${explained.backend}, revision ${revision.number}`],
    // No policy says otherwise yet.
    ['may call', 'every session'],
    ['timeout', explained.timeoutMs === 0 ? 'none' : formatDuration(explained.timeoutMs)],
    ['gateway', loadLine(explained.gatewayCallsInFlight, explained.gatewayMaxInFlight)],
    ['load', loadLine(explained.backendCallsInFlight, explained.backendMaxInFlight)],
    ['balance', policy === null ? 'least-requests' : balanceName(policy)],
    ...(policy?.split ? [['split', splitName(policy.split)] as const] : []),
    ...(policy === null ? [] : trafficFacts(policy)),
    ...explained.endpoints.map((endpoint, index): Fact => [index === 0 ? 'endpoints' : '', endpointLine(endpoint)]),
    ['takes', explained.endpoint === '' ? 'none' : explained.endpoint],
  ];
}

function verdictFacts(refusal: ExplainCallResponse['refusal']): Fact[] {
  if (refusal === null) return [['verdict', 'the call would be made']];
  const { reason, code, message, remedy } = refusal;
  return [
    ['verdict', `refused with ${statusName(code)} (${reason}): ${message}`],
    ['remedy', remedy],
  ];
}

function methodLine(service: string, { name, kind, idempotency }: NonNullable<ExplainCallResponse['method']>): string {
  const twice = idempotencyName(idempotency);
  const again = twice === '-' ? 'may not be run twice' : twice;
  return `${service}/${name} (${methodKindName(kind)}, ${again})`;
}

const loadLine = (open: number, most: number): string => `${open} of at most ${most} calls in flight`;
