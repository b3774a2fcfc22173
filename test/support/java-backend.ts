import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { CHECKOUT } from './checkout.ts';
import { ECHO_DESCRIPTORS } from './echo-messages.ts';
import { javaClasses } from './java-classes.ts';

const ECHO = resolve(CHECKOUT, 'test/support/java/EchoBackend.java');
/** Of Debian's packages libgrpc-java, libnetty-java, libguava-java, libperfmark-java and libprotobuf-java. */
const JARS = [
  ...['api', 'context', 'core', 'netty', 'stub'].map((part) => `grpc-${part}`),
  ...[
    'buffer',
    'codec',
    'codec-http',
    'codec-http2',
    'common',
    'handler',
    'handler-proxy',
    'resolver',
    'transport',
  ].map((part) => `netty-${part}`),
  ...['netty-transport-native-unix-common', 'guava', 'perfmark-api', 'protobuf'],
]
  .map((name) => join('/usr/share/java', `${name}.jar`))
  .join(':');
/** One process of it serves a few calls: compiling for speed would cost more than it gains. */
const FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

/** A backend on gRPC's Java stack with Netty, in a process of its own. */
export class JavaBackend {
  readonly address: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, address: string) {
    this.#child = child;
    this.address = address;
  }

  static async startEcho(port = 0): Promise<JavaBackend> {
    const classPath = `${await javaClasses(ECHO, JARS)}:${JARS}`;
    const args = [...FLAGS, '-cp', classPath, 'EchoBackend', ECHO_DESCRIPTORS, `127.0.0.1:${port}`];
    const child = spawn('java', args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    const bound = await new Promise<string>((found, reject) => {
      lines.once('line', found);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the Java backend ended with ${code} at its start`)));
    });
    return new JavaBackend(child, `127.0.0.1:${bound}`);
  }

  /** Kills the process. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}
