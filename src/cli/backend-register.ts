import { Command, Option } from 'commander';
import type { ConsulTarget, RegisterBackendResponse } from '../admin-api/index.ts';
import { BACKEND_COLUMNS } from './backend-rows.ts';
import { balanceOption } from './balance-option.ts';
import { consulArgument } from './consul-option.ts';
import { type DescriptorOptions, descriptorOptions, getDescriptors } from './descriptor-source.ts';
import { type InstanceAddress, instancesArgument, tellAgent } from './instance-option.ts';
import {
  adminOption,
  durationArgument,
  endpointsArgument,
  outputOption,
  type RegistryOptions,
  registryOption,
  wholeArgument,
} from './options.ts';
import { writeList } from './output.ts';
import { withRegistry } from './registry-access.ts';
import type { Terminal } from './terminal.ts';
import { requestedTraffic, type TrafficOptions } from './traffic-options.ts';

const COMPATIBILITIES = {
  wire_json: 'COMPATIBILITY_WIRE_JSON',
  wire: 'COMPATIBILITY_WIRE',
  none: 'COMPATIBILITY_NONE',
} as const;

interface RegisterOptions extends RegistryOptions, DescriptorOptions, TrafficOptions {
  readonly endpoint?: readonly string[];
  readonly consul?: ConsulTarget;
  readonly instance?: readonly InstanceAddress[];
  readonly timeout?: number;
  readonly maxTimeout?: number;
  readonly compat: keyof typeof COMPATIBILITIES;
  readonly dryRun?: boolean;
}

export function backendRegisterCommand(terminal: Terminal): Command {
  const command = new Command('register')
    .description('make a new revision of a backend, and make it live')
    .argument('<name>', 'the backend: lower-case letters, digits and dashes');
  for (const option of descriptorOptions()) command.addOption(option);
  return command
    .option(
      '--endpoint <host:port...>',
      'an address that serves it, with ?weight=3&tag=v2 if need be',
      endpointsArgument,
    )
    .option('--consul <service>', 'a service in Consul that serves it, with ?tag=TAG&dc=DC if need be', consulArgument)
    .option(
      '--instance <host:port...>',
      'tell Consul of an instance first, with ?tag=v2 if need be; its service is --consul, or <name>',
      instancesArgument,
    )
    .option('--timeout <duration>', 'what a call gets that asks for no timeout, such as 5s', durationArgument)
    .option('--max-timeout <duration>', 'what a call gets at most', durationArgument)
    .addOption(
      new Option('--compat <level>', 'what the change may not break')
        .choices(Object.keys(COMPATIBILITIES))
        .default('wire_json'),
    )
    .addOption(balanceOption())
    .option('--eject-after <failures>', 'eject an endpoint after so many failures in a row; 0: never', wholeArgument)
    .option(
      '--eject-slow <factor>',
      'eject it when it is so many times slower than the others; 0: never',
      wholeArgument,
    )
    .option('--eject-for <duration>', 'for how long the first time', durationArgument)
    .option('--attempts <number>', 'endpoints that one call is tried at, at most', wholeArgument)
    .option('--retry-budget <percent>', 'how many calls may be sent again that may have been run', wholeArgument)
    .option(
      '--hedge-after <duration>',
      'then ask a second endpoint as well, where calls may run twice',
      durationArgument,
    )
    .option('--max-in-flight <calls>', 'refuse calls when so many are open; 0: as the gateway does', wholeArgument)
    .option('--max-waiting <calls>', 'refuse calls when so many wait to be sent; 0: as the gateway does', wholeArgument)
    .option('--warm', 'connect endpoints before the first call')
    .option('--dry-run', 'say what would happen; change nothing')
    .addOption(adminOption())
    .addOption(registryOption())
    .addOption(outputOption())
    .action(async (name: string, options: RegisterOptions) => {
      const { output, endpoint, instance, timeout, maxTimeout, compat, dryRun } = options;
      const consul = options.consul ?? (instance === undefined ? null : { service: name, tag: '', datacenter: '' });
      if ((endpoint === undefined) === (consul === null)) {
        command.error('error: --endpoint, or --consul or --instance, is needed, and not both', { exitCode: 2 });
      }
      const request = {
        name,
        descriptorSet: await getDescriptors(options),
        endpoints: [...(endpoint ?? [])],
        consul,
        policy: {
          timeoutMs: timeout ?? 0,
          maxTimeoutMs: maxTimeout ?? 0,
          compatibility: COMPATIBILITIES[compat],
          ...requestedTraffic(options),
        },
        dryRun: dryRun ?? false,
      };
      // Calls find an instance from the first moment on; where the upload is refused, it waits for the next one.
      if (consul !== null && instance !== undefined && dryRun !== true) {
        await tellAgent(consul.service, instance, terminal);
      }
      const answer = await withRegistry(options, terminal, (admin) =>
        admin.call(admin.registry.RegisterBackend, request),
      );
      terminal.err(`${outcome(name, answer)}\n`);
      const rows = answer.backend === null ? [] : [answer.backend];
      await writeList(terminal, output ?? null, answer, BACKEND_COLUMNS, rows);
    });
}

function outcome(name: string, { backend, changed, dryRun }: RegisterBackendResponse): string {
  const revision = backend?.revision?.number ?? 0;
  if (!changed) return `${name} is the same as its live revision ${revision}. Nothing changed.`;
  if (dryRun) return `${name} would get revision ${revision}. Nothing changed.`;
  return `Registered ${name}: revision ${revision} is live.`;
}
