import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, commandsOf } from './documented-commands.ts';
import { DocumentedShop } from './documented-shop.ts';
import { documents } from './documents.ts';
import { ROOT } from './root.ts';
import { runInShell } from './shell.ts';
import { findMissingLine } from './shown-output.ts';

/** The commands of documents that are not run here, each with the reason. */
const NOT_RUN: ReadonlyMap<string, string> = new Map([
  ['npm test', 'this test is a part of it'],
  ['npm run test:unit', 'a part of npm test, which runs beside this test'],
  ['npm run check', 'a part of npm test, which runs beside this test'],
  ['npm run bench', 'a quarter of an hour of load; the page shows a quick one, too'],
  ['npm run bench:registry', 'eight minutes of load; the page shows a quick one, too'],
  ['npm run bench:notify', 'minutes of load; the page shows a quick one, too'],
  ['npm run reliability -- --page', 'a quarter of an hour, and writes into the page; it shows a quick one, too'],
  [
    'npm run reliability -- history --kills 200 --nats-kills 50 --page',
    'half an hour, and writes into the page; it shows a quick one, too',
  ],
  [
    'npm run reliability -- rolling --drain-ms 6000 --page',
    'half an hour, and writes into the page; it shows a quick one, too',
  ],
]);

/** What does not end by itself, and what it says once it is up. */
const RUNS_UNTIL_STOPPED: readonly (readonly [RegExp, RegExp])[] = [
  [/^npm start/, /^http\thttp:/m],
  [/^trunkline serve/, /^http\thttp:/m],
  [/^npm run dev/, /Watching for file changes/],
  [/^node dist\/scripts\/demo\/backends/, /^127\.0\.0\.1:/m],
  [/^trunkline watch/, /watching.*session created.*session closed.*backend changed/s],
];

/** What has no exit code of its own where it is stopped. */
const STOPPED_WITHOUT_A_CODE = /^(npm run dev|node dist)/;

const STARTS_A_GATEWAY = /^(npm start|trunkline serve)/;

/** A gateway that a command starts has free ports of its own. */
const OWN_PORTS = { TRUNKLINE_LISTEN: '127.0.0.1:0', TRUNKLINE_ADMIN: '127.0.0.1:0', TRUNKLINE_HTTP: '127.0.0.1:0' };

/** Commands whose documented end is a failure, by a word of what they show: the exit code that docs/CLI.md names. */
const EXIT_CODES: readonly (readonly [RegExp, number])[] = [
  [/METHOD_DELETED/, 100],
  [/^Error: .* was refused for/, 1],
  [/^Error: .*: NOT_FOUND: /, 69],
  [/The configuration is not valid/, 1],
];

let shop: DocumentedShop;

/** Each page begins with a shop of its own. */
function openShop(): void {
  beforeAll(async () => {
    shop = await DocumentedShop.open();
    await shop.register();
  });
  afterAll(() => shop[Symbol.asyncDispose]());
}

interface Page {
  readonly document: string;
  /** Where a reader of the page stands. */
  readonly cwd: () => string;
  /** What is so by the time that the reader comes to a command. */
  readonly before: readonly (readonly [RegExp, () => Promise<void>])[];
}

const withDiscount = (source: string) =>
  source.replace('map<string, string> labels = 9;', 'map<string, string> labels = 9;\n  uint32 discount_percent = 10;');
const withoutCancel = (source: string) => source.replace(/ {2}\/\/ Gives an order up[^}]*}\n/, '');

const PAGES: readonly Page[] = [
  { document: 'README.md', cwd: () => ROOT, before: [] },
  { document: 'CONTRIBUTING.md', cwd: () => ROOT, before: [] },
  {
    document: 'docs/CLI.md',
    cwd: () => shop.folder,
    before: [
      [/next\.binpb/, () => buildNext()],
      [/^trunkline backend list/, () => shop.register()],
      [/^trunkline backend diff/, () => shop.changeProto(withDiscount)],
      [/^trunkline backend rollback/, () => shop.revise()],
      [/^trunkline list/, () => shop.register()],
      [/^trunkline (top|watch)/, () => shop.openForBusiness()],
    ],
  },
  { document: 'docs/CLIENT.md', cwd: () => shop.project, before: [] },
  { document: 'docs/FUZZING.md', cwd: () => ROOT, before: [] },
  { document: 'docs/PERFORMANCE.md', cwd: () => ROOT, before: [] },
  { document: 'docs/PROTOCOL.md', cwd: () => ROOT, before: [] },
  { document: 'docs/RELIABILITY.md', cwd: () => ROOT, before: [] },
];

/** A set that lacks a method of the live revision. */
async function buildNext(): Promise<void> {
  await shop.register();
  await shop.changeProto(withoutCancel);
  const buf = `'${ROOT}/node_modules/.bin/buf' build proto -o next.binpb`;
  const { code, output } = await runInShell(buf, {
    environment: { ...shop.environment, HOME: shop.folder },
    cwd: shop.folder,
  });
  expect(output).toBe('');
  expect(code).toBe(0);
}

it('runs the commands of every document that shows one', () => {
  expect(documents().filter((document) => commandsOf(document).length > 0)).toEqual(PAGES.map((page) => page.document));
});

describe.each(PAGES)('$document', ({ document, cwd, before }) => {
  openShop();
  const commands = commandsOf(document).filter(({ command }) => !NOT_RUN.has(command));

  it.each(commands)('says truly: $ $command', async ({ command, shown }) => {
    for (const [pattern, prepare] of before) if (pattern.test(command)) await prepare();
    const stopAfter = RUNS_UNTIL_STOPPED.find(([pattern]) => pattern.test(command))?.[1];
    const codeless = STOPPED_WITHOUT_A_CODE.test(command);
    const { code, output } = await runInShell(typedHere(command), {
      environment: environmentOf(command),
      cwd: cwd(),
      stopAfter,
      stopAll: codeless,
    });
    const expected = EXIT_CODES.find(([pattern]) => shown.some((line) => pattern.test(line)))?.[1] ?? 0;
    expect({ code, output }).toMatchObject(
      codeless ? { output: expect.stringMatching(stopAfter ?? /./) } : { code: expected },
    );
    expect(
      findMissingLine(
        shown.map((line) => shop.here(line)),
        output,
      ),
      output,
    ).toBeNull();
  });
});

function environmentOf(command: string): Readonly<Record<string, string>> {
  const { PATH = '' } = shop.environment;
  if (STARTS_A_GATEWAY.test(command)) return { PATH, ...OWN_PORTS };
  return / config /.test(command) ? { PATH } : shop.environment;
}

/** The command with the addresses of this run. What starts a server gets free ports, and the demo ends by itself. */
function typedHere(command: string): string {
  if (command === 'npm run demo') return 'npm run demo -- --once';
  const serves = STARTS_A_GATEWAY.test(command);
  return shop.here(
    serves ? command.replaceAll(/127\.0\.0\.1:74\d\d/g, '127.0.0.1:0') : command.replace('--port 50053', '--port 0'),
  );
}

describe.each(['README.md', 'docs/CLIENT.md'])('the programs of %s', (document) => {
  openShop();
  it.each(blocksOf(document, 'js'))('run: %s', async (program) => {
    // The second program of docs/CLIENT.md goes on from the first.
    const connected = program.includes('await connect(');
    const head = connected ? '' : "import { connect } from 'trunkline/client';\n";
    const open = connected ? '' : "const client = await connect('tcp://127.0.0.1:7400');\n";
    const close = connected ? '' : 'await client.close();\n';
    const imports = program.match(/^import .*$/gm)?.join('\n') ?? '';
    const body = program.replaceAll(/^import .*$/gm, '');
    const source = shop.here(`${head}${imports}\n${open}${body}${close}`);
    const { code, output } = await runInShell('exec node --input-type=module -e "$PROGRAM"', {
      environment: { ...shop.environment, PROGRAM: source },
    });
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).not.toBe('');
  });
});
