import { Command } from 'commander';
import type { Service } from '../admin-api/index.ts';
import { withAdmin } from './admin-access.ts';
import { idempotencyName, methodKindName } from './display-names.ts';
import { type AdminOptions, adminOption, outputOption } from './options.ts';
import { writeList } from './output.ts';
import type { Column } from './table.ts';
import type { Terminal } from './terminal.ts';

const SERVICE_COLUMNS: readonly Column<Service>[] = [
  { title: 'SERVICE', of: ({ name }) => name },
  { title: 'BACKEND', of: ({ backend }) => backend },
  { title: 'METHODS', of: ({ methods }) => methods.length, align: 'right' },
];

interface MethodRow {
  readonly service: string;
  readonly method: Service['methods'][number];
}

const METHOD_COLUMNS: readonly Column<MethodRow>[] = [
  { title: 'METHOD', of: ({ service, method }) => `${service}/${method.name}` },
  { title: 'KIND', of: ({ method }) => methodKindName(method.kind) },
  { title: 'IDEMPOTENCY', of: ({ method }) => idempotencyName(method.idempotency) },
];

export function listCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('list the services that can be called, or the methods of one')
    .argument('[service]', 'full name of a service')
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async (service: string | undefined, { admin: address, output }: AdminOptions) => {
      const request = { service: service ?? '' };
      const { services } = await withAdmin(address, (admin) => admin.call(admin.registry.ListServices, request));
      if (service === undefined) {
        await writeList(terminal, output ?? null, services, SERVICE_COLUMNS, services);
        return;
      }
      const methods = services.flatMap(({ name, methods }) => methods.map((method) => ({ service: name, method })));
      await writeList(terminal, output ?? null, services[0], METHOD_COLUMNS, methods);
    });
}
