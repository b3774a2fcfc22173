import type { DescMethod } from '@bufbuild/protobuf';
import { JsonReader } from './json-reader.ts';
import { JsonWriter } from './json-writer.ts';
import type { TranscoderOptions } from './limits.ts';
import { MethodTranscoder } from './method-transcoder.ts';
import { openDescriptorSet } from './open-descriptor-set.ts';
import { rpcStatusType } from './rpc-status.ts';
import { WarmRegistry } from './warm-registry.ts';

const RPC_STATUS = rpcStatusType();

/**
 * Canonical proto3 JSON for the methods of one descriptor set, by @bufbuild/protobuf. The set stays data: no code is
 * made of it. Types in an Any, and extensions, resolve from this set and from the well-known types, and from nowhere
 * else.
 */
export class Transcoder {
  readonly #registry: WarmRegistry;
  readonly #reader: JsonReader;
  readonly #writer: JsonWriter;
  readonly #methods = new Map<string, MethodTranscoder>();

  /** @throws DescriptorSetError where `descriptors` is no `FileDescriptorSet` that can be compiled. */
  constructor(descriptors: Uint8Array, options: TranscoderOptions) {
    this.#registry = new WarmRegistry(openDescriptorSet(descriptors));
    this.#reader = new JsonReader(this.#registry, options);
    this.#writer = new JsonWriter(this.#registry, options);
    this.#registry.warm(RPC_STATUS);
  }

  /** @returns undefined where the set has no such method. `service` is its full name. */
  findMethod(service: string, method: string): MethodTranscoder | undefined {
    const path = `${service}/${method}`;
    const known = this.#methods.get(path);
    if (known !== undefined) return known;
    const desc = this.#registry.getService(service)?.methods.find((each) => each.name === method);
    if (desc === undefined) return undefined;
    const made = this.#prepare(desc);
    this.#methods.set(path, made);
    return made;
  }

  /** What is wrong with JSON as a message of this type; null: nothing, undefined: there is no such type. */
  checkMessage(type: string, json: Uint8Array): string | null | undefined {
    const desc = this.#registry.getMessage(type);
    if (desc === undefined) return undefined;
    this.#registry.warm(desc);
    const read = this.#reader.read(desc, json);
    return read.kind === 'done' ? null : read.message;
  }

  /** The bytes of a `google.rpc.Status` in JSON; empty where they are malformed or a type of a detail is not known. */
  statusDetailsToJson(details: Uint8Array): string {
    const written = this.#writer.write(RPC_STATUS, details);
    return written.kind === 'done' ? new TextDecoder().decode(written.bytes) : '';
  }

  #prepare(desc: DescMethod): MethodTranscoder {
    this.#registry.warm(desc.input);
    this.#registry.warm(desc.output);
    return new MethodTranscoder(desc.input, desc.output, this.#reader, this.#writer);
  }
}
