#!/usr/bin/env node
// Installs the real parts that tests run against, by apt, where they are missing. `npm run test:unit` needs none. With
// `--bench`: those that the benchmark runs beside the gateway.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installConsul } from './install-consul.mjs';
import { capture, dim, red, startedDirectly } from './run.mjs';

/** Debian's packages, with what each is for and a file that proves it is there (a bare name is a command). */
const TEST_PARTS = [
  {
    name: 'python3-grpcio',
    proof: '/usr/lib/python3/dist-packages/grpc/__init__.py',
    use: 'a backend on the C-core gRPC stack',
  },
  {
    name: 'python3-protobuf',
    proof: '/usr/lib/python3/dist-packages/google/protobuf/__init__.py',
    use: 'the Python client',
  },
  { name: 'protobuf-compiler', proof: 'protoc', use: 'descriptor sets that buf did not make' },
  { name: 'nghttp2-server', proof: 'nghttpd', use: 'a backend on a C HTTP/2 stack' },
  { name: 'nats-server', proof: 'nats-server', use: 'the bus between gateways' },
  { name: 'haproxy', proof: 'haproxy', use: 'what stands before several gateways' },
  { name: 'curl', proof: 'curl', use: 'what the documents show of the metrics' },
  { name: 'default-jdk-headless', proof: 'javac', use: 'the Java client' },
  { name: 'libnetty-java', proof: '/usr/share/java/netty-all.jar', use: 'the Java client and the Java backend' },
  { name: 'libgrpc-java', proof: '/usr/share/java/grpc-netty.jar', use: 'a backend on the Java gRPC stack' },
  { name: 'libprotobuf-java', proof: '/usr/share/java/protobuf.jar', use: 'the Java backend' },
  { name: 'libguava-java', proof: '/usr/share/java/guava.jar', use: 'the Java backend' },
  { name: 'libperfmark-java', proof: '/usr/share/java/perfmark-api.jar', use: 'the Java backend' },
];

const BENCH_PARTS = [
  { name: 'nghttp2-server', proof: 'nghttpd', use: 'the backend' },
  { name: 'haproxy', proof: 'haproxy', use: 'a peer: HTTP/2 to HTTP/2, and plain TCP' },
  { name: 'nginx', proof: 'nginx', use: 'a peer: grpc_pass' },
];

export async function setup(parts = TEST_PARTS) {
  await installPackages(parts);
  if (parts !== TEST_PARTS) return;
  await installConsul().catch((error) => {
    console.error(`${red('✗')} setup: ${error.message}\n\n\`npm run test:unit\` runs without it.`);
    process.exit(1);
  });
}

async function installPackages(parts) {
  const missing = parts.filter(({ proof }) => !isThere(proof));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  console.log(dim(`installing ${names.join(', ')} by apt (once) …`));
  await apt(['update']);
  await apt(['install', '--yes', '--no-install-recommends', ...names]);
  const still = missing.filter(({ proof }) => !isThere(proof));
  if (still.length > 0)
    fail(still.map(({ name, proof }) => `${name} was installed, but there is no ${proof}`).join('\n'));

  async function apt(args) {
    const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive'];
    const [command, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    const { code, output } = await capture(command, rest);
    if (code !== 0) fail(`${output}\napt-get ${args[0]} failed.`);
  }

  function fail(cause) {
    console.error(`${red('✗')} setup: ${cause}\n`);
    for (const { name, use } of missing) console.error(`  ${name.padEnd(22)} for ${use}`);
    const instead = parts === TEST_PARTS ? ' `npm run test:unit` runs without them.' : '';
    console.error(`\nThese Debian packages are needed.${instead}`);
    process.exit(1);
  }
}

function isThere(proof) {
  if (proof.startsWith('/')) return existsSync(proof);
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/bin'];
  return folders.some((folder) => existsSync(join(folder, proof)));
}

if (startedDirectly(import.meta.url)) await setup(process.argv.includes('--bench') ? BENCH_PARTS : TEST_PARTS);
