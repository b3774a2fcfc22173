import type { Subject } from './peer.ts';
import { PEERS } from './peers.ts';

/** Peers that run, each started when it is first asked for. They are idle while another one is measured. */
export class Subjects implements AsyncDisposable {
  readonly #backend: string;
  readonly #running = new Map<string, Subject>();

  /** `backend` is the gRPC backend's host:port. */
  constructor(backend: string) {
    this.#backend = backend;
  }

  async get(name: string): Promise<Subject> {
    const running = this.#running.get(name);
    if (running !== undefined) return running;
    const peer = PEERS.get(name);
    if (peer === undefined) throw new Error(`there is no peer ${name}`);
    const started = await peer.start(this.#backend);
    this.#running.set(name, started);
    return started;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const subject of this.#running.values()) await subject[Symbol.asyncDispose]();
    this.#running.clear();
  }
}
