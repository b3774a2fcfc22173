import { setTimeout as pause } from 'node:timers/promises';
import type { ConsulAgent } from '../../test/support/consul-agent.ts';
import { NodeEchoBackend } from '../../test/support/node-echo-backend.ts';

/** Three echo backends, which tell an agent of themselves, as a deployment would. */
export class Instances implements AsyncDisposable {
  readonly #agent: ConsulAgent;
  readonly #host: string;
  readonly #backends: NodeEchoBackend[] = [];

  private constructor(agent: ConsulAgent, host: string) {
    this.#agent = agent;
    this.#host = host;
  }

  static async start(agent: ConsulAgent, count: number, host: string): Promise<Instances> {
    const instances = new Instances(agent, host);
    for (let index = 0; index < count; index++) {
      instances.#backends.push(await NodeEchoBackend.start(0, host));
      await instances.#tell(index);
    }
    return instances;
  }

  get count(): number {
    return this.#backends.length;
  }

  /**
   * Drains one, tells the agent that it goes, stops it, starts it where it was after so long, and tells the agent that it
   * is back.
   */
  async restart(index: number, awayMs: number): Promise<void> {
    const backend = this.#at(index);
    const drained = backend.drain();
    await this.#put(`/v1/agent/service/deregister/echo-${index}`, undefined);
    await drained;
    await backend.stop();
    await pause(awayMs);
    const [, port = ''] = backend.address.split(':');
    this.#backends[index] = await NodeEchoBackend.start(Number(port), this.#host);
    await this.#tell(index);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#backends.map((backend) => backend.stop()));
  }

  async #tell(index: number): Promise<void> {
    const [Address = '', port = ''] = this.#at(index).address.split(':');
    await this.#put('/v1/agent/service/register', { ID: `echo-${index}`, Name: 'echo', Address, Port: Number(port) });
  }

  async #put(path: string, body: unknown): Promise<void> {
    const response = await this.#agent.request('PUT', path, body === undefined ? undefined : JSON.stringify(body));
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }

  #at(index: number): NodeEchoBackend {
    const backend = this.#backends[index];
    if (backend === undefined) throw new Error(`there is no instance ${index}`);
    return backend;
  }
}
