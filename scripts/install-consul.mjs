#!/usr/bin/env node
// Unpacks the Consul that tests run against into .setup/, where it is missing. Debian's newest suites have none, so it is
// taken from bullseye, by an apt configuration of its own: the machine's sources, lists and packages stay as they are.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, dim, ROOT, red, startedDirectly } from './run.mjs';

const VERSION = '1.8.7';
const FOLDER = join(ROOT, '.setup', `consul-${VERSION}`);
const SUITE = 'bullseye';

export async function installConsul() {
  if (existsSync(join(FOLDER, 'usr/bin/consul'))) return;
  console.log(dim(`unpacking consul ${VERSION} by apt (once) …`));
  mkdirSync(join(ROOT, '.setup'), { recursive: true });
  const work = mkdtempSync(join(ROOT, '.setup', 'consul-apt-'));
  try {
    const apt = aptOf(work, await mirror());
    await run('apt-get', [...apt, 'update']);
    // Debian names the version with its own suffix; the suite has one of it.
    await run('apt-get', [...apt, 'download', `consul=${VERSION}*`], work);
    const file = readdirSync(work).find((name) => name.endsWith('.deb'));
    if (file === undefined) fail('apt-get downloaded nothing');
    await run('dpkg-deb', ['--extract', join(work, file), join(work, 'root')]);
    rmSync(FOLDER, { recursive: true, force: true });
    // Whoever looks for it finds all of it or nothing.
    renameSync(join(work, 'root'), FOLDER);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The machine's own mirror of Debian: the first of its sites that is not for security updates alone. */
async function mirror() {
  const lines = (await run('apt-get', ['indextargets', '--format', '$(SITE)'])).trim().split('\n');
  const site = lines.find((line) => line !== '' && !line.endsWith('-security'));
  return site ?? fail('apt has no site to take packages from');
}

function aptOf(work, site) {
  const [sources, lists, cache] = ['sources.list', 'lists', 'cache'].map((name) => join(work, name));
  writeFileSync(sources, `deb ${site} ${SUITE} main\n`);
  mkdirSync(join(lists, 'partial'), { recursive: true });
  mkdirSync(join(cache, 'archives/partial'), { recursive: true });
  const settings = {
    'Dir::Etc::SourceList': sources,
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State::Lists': lists,
    'Dir::Cache': cache,
    // Folders of the checkout may be closed to the user that apt would become.
    'APT::Sandbox::User': 'root',
  };
  return ['-qq', ...Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])];
}

async function run(command, args, folder = ROOT) {
  const { code, output } = await capture('env', ['--chdir', folder, command, ...args]);
  return code === 0 ? output : fail(`${command} failed:\n${output}`);
}

function fail(cause) {
  throw new Error(`Consul ${VERSION} could not be unpacked: ${cause}`);
}

if (startedDirectly(import.meta.url)) {
  await installConsul().catch((error) => {
    console.error(`${red('✗')} ${error.message}`);
    process.exitCode = 1;
  });
}
