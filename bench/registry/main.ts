import { Command } from 'commander';
import { type Figures, measureRegistry, type Size } from './measure-registry.ts';
import { asRegistryTargets, asText } from './registry-report.ts';

interface Options {
  readonly quick?: boolean;
  readonly json?: boolean;
}

const COMPANY: Size = { backends: 5000, changes: 100, missSeconds: 10 };
const QUICK: Size = { backends: 100, changes: 3, missSeconds: 1 };

const { quick, json } = new Command('bench:registry')
  .description('measure gateways on a registry in Consul that holds the backends of a whole company')
  .option('--quick', 'with a small company, of which no targets are told')
  .option('--json', 'print JSON')
  .parse()
  .opts<Options>();

const figures: Figures = await measureRegistry(quick === true ? QUICK : COMPANY);
if (json === true) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
else process.stdout.write(asText(figures) + (quick === true ? '' : asRegistryTargets(figures)));
