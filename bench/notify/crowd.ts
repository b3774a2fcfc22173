import { connect, type Socket } from 'node:net';
import { encodeFrame, type Notify, type Resume, readFrames } from '../../src/wire/index.ts';
import type { NotifiedGateway } from './notified-gateway.ts';

const AT_ONCE = 500;
/** One address has some 28,000 ports to connect from. */
const PER_SOURCE = 10_000;

/** One session, as cheap as can be: only what a measurement asks for is decoded. */
interface Member {
  readonly socket: Socket;
  readonly resume: Resume;
}

/** Sessions of one gateway that take notifications. */
export class Crowd {
  readonly members: Member[] = [];
  /** Bytes that arrived after the Welcome. */
  bytes = 0;
  /** How many came back to the session that they had. */
  resumed = 0;
  readonly #gateway: NotifiedGateway;
  readonly #user: (index: number) => string;
  #onChunk: ((socket: Socket, chunk: Buffer) => void) | null = null;
  #wave = 0;
  /** Any: ports that an earlier crowd has left are not to be had for a minute, and are searched through in vain. */
  readonly #network = 1 + Math.floor(Math.random() * 254);

  constructor(gateway: NotifiedGateway, user: (index: number) => string) {
    this.#gateway = gateway;
    this.#user = user;
  }

  /** Looks into what arrives from now on. */
  set onNotify(take: (socket: Socket, seq: number, notify: Notify) => void) {
    this.#onChunk = (socket, chunk) => {
      for (const frame of readFrames(new Uint8Array(chunk))) {
        if (frame.kind === 'notify') take(socket, frame.seq, frame.body);
      }
    };
  }

  async join(count: number): Promise<void> {
    await this.#openAll(Array.from({ length: count }, () => null));
  }

  /** All connections break, and all come back at once. */
  async breakAndComeBack(): Promise<void> {
    const resumes = this.members.map(({ resume }) => resume);
    for (const { socket } of this.members.splice(0)) socket.destroy();
    await this.#openAll(resumes);
  }

  leave(): void {
    for (const { socket } of this.members.splice(0)) socket.destroy();
  }

  async #openAll(resumes: readonly (Resume | null)[]): Promise<void> {
    this.#wave++;
    for (let from = 0; from < resumes.length; from += AT_ONCE) {
      const some = resumes.slice(from, from + AT_ONCE);
      this.members.push(...(await Promise.all(some.map((resume, index) => this.#open(from + index, resume)))));
    }
  }

  #open(index: number, resume: Resume | null): Promise<Member> {
    const { host, port } = this.#gateway;
    const localAddress = `127.${this.#network}.${this.#wave}.${2 + Math.floor(index / PER_SOURCE)}`;
    const hello = { protocol: 1, token: this.#user(index), resume, client: 'crowd/1', heartbeatMs: 0, topics: [] };
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, localAddress, noDelay: true }, () =>
        socket.write(encodeFrame({ kind: 'hello', seq: 0, body: hello })),
      );
      socket.once('error', reject);
      socket.once('data', (first) => {
        const [welcome] = readFrames(new Uint8Array(first));
        if (welcome?.kind !== 'welcome') {
          reject(new Error(`a ${welcome?.kind} frame, where a welcome was awaited`));
          return;
        }
        if (welcome.body.resumed) this.resumed++;
        const { sessionId, resumeToken } = welcome.body;
        resolve({ socket, resume: { sessionId, resumeToken, lastOffset: 0, lastSeq: 1, attempt: 0 } });
        socket.on('data', (chunk) => {
          this.bytes += chunk.length;
          this.#onChunk?.(socket, chunk);
        });
      });
    });
  }
}
