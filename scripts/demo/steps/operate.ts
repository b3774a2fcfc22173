import { expectRight, WrongAnswer } from '../expect-right.ts';
import { isRecord, records } from '../read-json.ts';
import type { Stage } from '../stage.ts';

const METHOD = 'demo.prices.v1.PriceService/GetPrice';
const MESSAGE = '{"sku":"TEA-001"}';
const METRIC = 'trunkline_calls_total';

export async function operate(stage: Stage): Promise<void> {
  const { screen, commandLine, endpoints, client } = stage;
  screen.step('The operator looks');
  const { out } = await commandLine.call(METHOD, MESSAGE);
  const right = { sku: 'TEA-001', price: { currencyCode: 'EUR', minorUnits: '495' }, validFor: '3600s' };
  expectRight(`the answer to trunkline call ${METHOD}`, JSON.parse(out), right);

  await commandLine.admin('backend', 'list');
  const backends = records(await commandLine.adminJson('backend', 'list'));
  expectRight('the list of backends', backends.map(({ name }) => name).sort(), [...endpoints.keys()].sort());

  await commandLine.admin('sessions', 'list');
  const listed = await commandLine.adminJson('sessions', 'list');
  const sessions = records(isRecord(listed) ? listed['sessions'] : []);
  expectRight('that the session is listed', sessions.map(({ id }) => id).includes(client.session.id), true);

  await showMetrics(stage);
  screen.right('the operator sees the backends, the session, and every call that was made');
}

/** The gateway has counted as many calls of each method as went over the socket, and the one by the CLI. */
async function showMetrics({ screen, addresses, tap }: Stage): Promise<void> {
  screen.command(`curl -s ${addresses.http}/metrics | grep '^${METRIC}'`);
  const response = await fetch(`${addresses.http}/metrics`);
  const text = await response.text();
  const lines = text.split('\n').filter((line) => line.startsWith(METRIC));
  screen.output(lines.join('\n'));
  for (const method of ['GetOrder', 'GetPrice', 'CountAisle']) {
    const made = tap.answered.filter((exchange) => exchange.method.endsWith(`/${method}`)).length;
    const byCli = METHOD.endsWith(`/${method}`) ? 1 : 0;
    expectRight(`what ${METRIC} says of ${method}`, counted(lines, method), made + byCli);
  }
}

function counted(lines: readonly string[], method: string): number {
  const line = lines.find((line) => line.includes(`method="${method}"`) && line.includes('code="OK"'));
  if (line === undefined) throw new WrongAnswer(`${METRIC} has no line for ${method}.`);
  return Number(line.slice(line.lastIndexOf(' ') + 1));
}
