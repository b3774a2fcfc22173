import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { adminClient, type PolicyMessage } from '../../src/admin-api/index.ts';
import type { Hello, Request, Response } from '../../src/wire/index.ts';
import { BAD_DESCRIPTORS, BAD_SERVICE, BadBackend } from './bad-backend.ts';
import { ECHO_DESCRIPTORS, ECHO_SERVICE, type EchoRequest, encodeEchoRequest } from './echo-messages.ts';
import { GatewayProcess } from './gateway-process.ts';
import { NodeEchoBackend } from './node-echo-backend.ts';
import { RawClient } from './raw-client.ts';
import { waitFor } from './wait-for.ts';

const MEBIBYTE = 1024 * 1024;
/** How much more resident memory there may be after a fault than before. */
const MEMORY_SLACK_BYTES = 16 * MEBIBYTE;
const WARM_UP_CALLS = 2000;
const WARM_UP_AT_ONCE = 20;
/** pino's number for an error: a fault of the gateway's own. */
const ERROR_LEVEL = 50;

/** What there is while nothing happens: the control connection with its session. */
const AT_REST = { trunkline_connections: 1, 'trunkline_sessions{state="active"}': 1, trunkline_calls_in_flight: 0 };

/** Call of the echo backend. */
export function echoCall(request: EchoRequest, method = 'Unary'): Pick<Request, 'service' | 'method' | 'payload'> {
  return { service: ECHO_SERVICE, method, payload: encodeEchoRequest(request) };
}

/** Call of the bad backend. */
export function badCall(method: string): Pick<Request, 'service' | 'method'> {
  return { service: BAD_SERVICE, method };
}

/**
 * Where faults happen: a gateway process, a good backend and a bad one, and a client that is connected all the while and
 * must not notice.
 */
export class FaultGround implements AsyncDisposable {
  readonly gateway: GatewayProcess;
  readonly echo: NodeEchoBackend;
  readonly bad: BadBackend;
  readonly control: RawClient;
  #controlSeq = WARM_UP_CALLS;

  private constructor(gateway: GatewayProcess, echo: NodeEchoBackend, bad: BadBackend, control: RawClient) {
    this.gateway = gateway;
    this.echo = echo;
    this.bad = bad;
    this.control = control;
  }

  /** `flags` are those of `trunkline serve`. */
  static async open(
    flags: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<FaultGround> {
    const gateway = await GatewayProcess.start(flags, { environment });
    const [echo, bad] = await Promise.all([NodeEchoBackend.start(), BadBackend.start()]);
    const control = await RawClient.login(gateway.addresses.client);
    const ground = new FaultGround(gateway, echo, bad, control);
    await ground.register('echo', ECHO_DESCRIPTORS, echo.address);
    await ground.register('bad', BAD_DESCRIPTORS, bad.address);
    // Code that is compiled and heaps that grow while it warms up would look like memory that a fault took.
    for (let first = 1; first < WARM_UP_CALLS; first += WARM_UP_AT_ONCE) {
      const seqs = Array.from({ length: WARM_UP_AT_ONCE }, (_, index) => first + index);
      for (const seq of seqs) control.request(seq, echoCall({}));
      await Promise.all(seqs.map((seq) => control.response(seq)));
    }
    return ground;
  }

  get address(): string {
    return this.gateway.addresses.client;
  }

  login(hello: Partial<Hello> = {}): Promise<RawClient> {
    return RawClient.login(this.address, hello);
  }

  connect(): Promise<RawClient> {
    return RawClient.connect(this.address);
  }

  register(name: string, descriptors: string, ...endpoints: string[]): Promise<void> {
    return this.registerWith({}, name, descriptors, ...endpoints);
  }

  async registerWith(policy: PolicyMessage, name: string, descriptors: string, ...endpoints: string[]): Promise<void> {
    const admin = adminClient(this.gateway.addresses.admin, { timeoutMs: 30_000 });
    const descriptorSet = readFileSync(descriptors);
    await admin.call(admin.registry.RegisterBackend, { name, descriptorSet, endpoints, policy });
    admin.close();
  }

  /** Calls over the control connection. */
  async controlCall(request: Partial<Request>): Promise<Response> {
    this.#controlSeq++;
    this.control.request(this.#controlSeq, request);
    return this.control.response(this.#controlSeq);
  }

  async metric(name: string): Promise<number> {
    return (await this.gateway.metrics()).get(name) ?? 0;
  }

  /**
   * Runs a fault and holds what stands whatever happens: the process lives and met no fault of its own, the control
   * connection is none the worse, connections, sessions and calls are back to what they were, and so is memory.
   * `counters` are the metrics that must have risen, and by how much exactly.
   */
  async survives(fault: () => Promise<void>, counters: Readonly<Record<string, number>> = {}): Promise<void> {
    await this.#rests();
    const before = await this.gateway.metrics();
    const memoryBefore = await this.gateway.residentBytes();
    const logged = this.gateway.log.length;
    await fault();
    await this.#rests();
    for (const [name, rise] of Object.entries(counters)) {
      expect.soft((await this.metric(name)) - (before.get(name) ?? 0), name).toBe(rise);
    }
    expect(this.gateway.running).toBe(true);
    expect(this.gateway.log.slice(logged).filter((line) => levelOf(line) >= ERROR_LEVEL)).toEqual([]);
    expect(await this.controlCall(badCall('Good'))).toMatchObject({ status: 0, failure: null });
    expect(this.control.frames.filter(({ kind }) => kind !== 'ping')).toEqual([]);
    await waitFor(
      'the memory is back',
      async () => (await this.gateway.residentBytes()) - memoryBefore <= MEMORY_SLACK_BYTES,
    );
  }

  async #rests(): Promise<void> {
    for (const [name, value] of Object.entries(AT_REST)) {
      await waitFor(`${name} is ${value}`, async () => (await this.metric(name)) === value);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.control.destroy();
    await this.gateway.destroy();
    await Promise.all([this.echo.stop(), this.bad.stop()]);
  }
}

function levelOf(line: string): number {
  const match = /"level":(\d+)/.exec(line);
  return match === null ? Number.POSITIVE_INFINITY : Number(match[1]);
}
