import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { withFigures } from '../figures-page.ts';
import { machineText } from '../machine-text.ts';
import { watchStolenTime } from '../stolen-time.ts';
import { measureFanOut } from './measure-fan-out.ts';
import { measureLatency } from './measure-latency.ts';
import { measureOutboxes } from './measure-outboxes.ts';
import { measurePeers } from './measure-peers.ts';
import { measureReplies } from './measure-replies.ts';
import { measureStorm } from './measure-storm.ts';
import { asMarkdown, asNotifyTargets, asText, type NotifyFigures } from './notify-report.ts';

interface Options {
  readonly quick?: boolean;
  readonly json?: boolean;
  readonly page?: boolean;
}

const PAGE = join(import.meta.dirname, '../../../docs/PERFORMANCE.md');

interface Size {
  readonly sessions: number;
  readonly broadcasts: number;
  readonly replies: number;
  readonly published: number;
  readonly outboxes: number;
  readonly storm: number;
}

const WHOLE: Size = {
  sessions: 10_000,
  broadcasts: 30,
  replies: 20_000,
  published: 2000,
  outboxes: 500,
  storm: 15_000,
};
const QUICK: Size = { sessions: 200, broadcasts: 3, replies: 200, published: 50, outboxes: 20, storm: 200 };

const { quick, json, page } = new Command('bench:notify')
  .description('measure notifications: fan-out, replies, latency over NATS, memory, and a storm of reconnects')
  .option('--quick', 'with a few sessions, of which no targets are told')
  .option('--json', 'print JSON')
  .option('--page', 'write the figures into docs/PERFORMANCE.md')
  .parse()
  .opts<Options>();

const stolen = watchStolenTime();
const size = quick === true ? QUICK : WHOLE;
const figures: NotifyFigures = {
  fanOut: await measureFanOut(size.sessions, size.broadcasts),
  peers: await measurePeers(size.sessions, size.broadcasts),
  repliesPerSecond: await measureReplies(size.replies),
  latency: await measureLatency(size.published),
  outboxes: await measureOutboxes(size.outboxes),
  storm: await measureStorm(size.storm),
};
if (page === true && quick !== true) {
  const text = `${machineText('', stolen())}\n\n${asMarkdown(figures)}`;
  writeFileSync(PAGE, withFigures(readFileSync(PAGE, 'utf8'), text, 'notifications'));
}
if (json === true) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
else process.stdout.write(asText(figures) + (quick === true ? '' : asNotifyTargets(figures)));
