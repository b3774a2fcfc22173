import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HERE = import.meta.dirname;
const PROTO = resolve(HERE, '../../proto');
const FRAME = 'trunkline/wire/v1/frame.proto';
/** Debian's netty-all.jar is empty: each module has a jar of its own. */
const JARS = [
  'protobuf',
  'netty-buffer',
  'netty-codec',
  'netty-common',
  'netty-resolver',
  'netty-transport',
  'jctools-core',
].map((name) => `/usr/share/java/${name}.jar`);

/** What a client is to call. The method takes a message whose field 1 is a string, and its answer holds that string. */
export interface Scenario {
  /** HOST:PORT of the gateway. */
  readonly address: string;
  readonly service: string;
  readonly method: string;
  readonly id: string;
}

/** A client in another language, built from its source and frame.proto in a folder that `remove` deletes. */
export interface ForeignClient {
  /** Runs it to its end, and gives what it saw, by name. Rejects with its output where it fails. */
  run(scenario: Scenario): Promise<Readonly<Record<string, string>>>;
  remove(): Promise<void>;
}

/** The Python client, on Debian's python3-protobuf. */
export async function buildPythonClient(): Promise<ForeignClient> {
  const folder = await mkdtemp(join(tmpdir(), 'trunkline-python-'));
  await run('protoc', [`--python_out=${folder}`, '-I', PROTO, FRAME]);
  return client(folder, (args) =>
    run('/usr/bin/python3', [join(HERE, 'python/client.py'), ...args], { env: { PYTHONPATH: folder } }),
  );
}

/** The Java client, on Debian's Netty and protobuf. */
export async function buildJavaClient(): Promise<ForeignClient> {
  const folder = await mkdtemp(join(tmpdir(), 'trunkline-java-'));
  const [sources, classes] = [join(folder, 'sources'), join(folder, 'classes')];
  await mkdir(sources);
  await run('protoc', [`--java_out=${sources}`, '-I', PROTO, FRAME]);
  const generated = join(sources, 'trunkline/wire/v1/FrameOuterClass.java');
  await run('javac', ['-cp', JARS.join(':'), '-d', classes, generated, join(HERE, 'java/NettyClient.java')]);
  const path = [...JARS, classes].join(':');
  return client(folder, (args) => run('java', ['-cp', path, 'NettyClient', ...args]));
}

function client(folder: string, start: (args: string[]) => Promise<{ readonly stdout: string }>): ForeignClient {
  return {
    async run({ address, service, method, id }) {
      const { host, port } = splitAddress(address);
      const { stdout } = await start([host, port, service, method, id]);
      const lines = stdout.trimEnd().split('\n');
      return Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)]),
      );
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function splitAddress(address: string) {
  const { hostname, port } = new URL(`tcp://${address}`);
  return { host: hostname, port };
}
