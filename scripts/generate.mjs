#!/usr/bin/env node
// Regenerates everything that is generated and checked in:
//   src/wire/generated       the frame codec, by protobufjs-cli
//   src/admin-api/generated  the types of the admin API, by proto-loader-gen-types
//   descriptors/trunkline.binpb  what the admin listener serves, for server reflection, by buf
//   descriptors/{orders,stock,prices}.binpb  what the demo's backend teams upload, by buf
// With --check nothing is written: the run fails, and names each file, where what is checked in differs.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);

/** Descriptor sets, and the folders of protos that each is made of. */
const SETS = {
  trunkline: ['proto/trunkline', 'proto/grpc'],
  orders: ['proto/demo/orders'],
  stock: ['proto/demo/stock'],
  prices: ['proto/demo/prices'],
};
const setFile = (name) => `descriptors/${name}.binpb`;

const OUTPUTS = ['src/wire/generated', 'src/admin-api/generated', ...Object.keys(SETS).map(setFile)];

/** The script of a package's command: called by node itself, so that it runs the same under every shell. */
function command(packageName, name) {
  const manifestFile = require.resolve(`${packageName}/package.json`);
  return join(dirname(manifestFile), require(manifestFile).bin[name]);
}

function node(script, args) {
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

function generate(out) {
  for (const output of OUTPUTS) mkdirSync(dirname(join(out, output)), { recursive: true });
  mkdirSync(join(out, 'src/wire/generated'), { recursive: true });
  node(command('protobufjs-cli', 'pbjs'), [
    ...['-t', 'static-module', '-w', 'esm', '--dts', '--force-number', '--no-verify', '--no-convert'],
    ...['--no-typeurl', '--no-delimited', '-p', 'proto', '-o', join(out, 'src/wire/generated/frame.js')],
    'trunkline/wire/v1/frame.proto',
  ]);
  node(command('@grpc/proto-loader', 'proto-loader-gen-types'), [
    ...['--grpcLib=@grpc/grpc-js', '--longs=Number', '--enums=String', '--defaults', '--oneofs'],
    ...['--targetFileExtension=.ts', '--importFileExtension=.ts', '-I', 'proto'],
    ...['-O', join(out, 'src/admin-api/generated')],
    'trunkline/admin/v1/registry.proto',
    'trunkline/admin/v1/session.proto',
    'trunkline/admin/v1/traffic.proto',
    'trunkline/admin/v1/event.proto',
    'trunkline/admin/v1/notification.proto',
    'grpc/reflection/v1/reflection.proto',
    'google/rpc/status.proto',
  ]);
  // One file for each proto says what loadPackageDefinition() makes of it. We do not call that, and what is left
  // unused in there does not pass our compiler.
  for (const entry of readdirSync(join(out, 'src/admin-api/generated'), { withFileTypes: true })) {
    if (entry.isFile()) rmSync(join(out, 'src/admin-api/generated', entry.name));
  }
  for (const [name, folders] of Object.entries(SETS)) {
    const paths = folders.flatMap((folder) => ['--path', folder]);
    node(command('@bufbuild/buf', 'buf'), ['build', ...paths, '-o', join(out, setFile(name))]);
  }
}

function filesOf(folder, path) {
  const full = join(folder, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function differences(out) {
  const found = [];
  for (const file of new Set(OUTPUTS.flatMap((output) => [...filesOf(out, output), ...filesOf(root, output)]))) {
    const [made, kept] = [join(out, file), join(root, file)];
    if (!existsSync(made)) found.push(`${file}: nothing generates it any more`);
    else if (!existsSync(kept)) found.push(`${file}: missing`);
    else if (!readFileSync(made).equals(readFileSync(kept))) found.push(`${file}: differs`);
  }
  return found.sort();
}

const out = mkdtempSync(join(tmpdir(), 'trunkline-generate-'));
try {
  generate(out);
  const found = differences(out);
  if (process.argv.includes('--check')) {
    for (const line of found) console.error(line);
    if (found.length > 0) {
      console.error('Generated files do not fit their sources. Run `node scripts/generate.mjs` and commit the result.');
      process.exitCode = 1;
    }
  } else if (found.length > 0) {
    for (const output of OUTPUTS) {
      rmSync(join(root, output), { recursive: true, force: true });
      cpSync(join(out, output), join(root, output), { recursive: true });
    }
    for (const line of found) console.log(line);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}
