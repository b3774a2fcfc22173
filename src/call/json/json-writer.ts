import { type DescMessage, fromBinary, type Message, toJson } from '@bufbuild/protobuf';
import { maxMessages, type TranscoderOptions } from './limits.ts';
import { locateMessageFault } from './locate-message-fault.ts';
import { malformed, reasonOf, type Transcoded, tooLarge, UNUSABLE } from './transcoded.ts';
import type { WarmRegistry } from './warm-registry.ts';
import { WireCheck } from './wire-check.ts';
import { WireShapes } from './wire-shape.ts';

/**
 * Writes a backend's protobuf bytes as canonical proto3 JSON. Fields that the descriptors do not have are left out.
 * A float is written with the digits of the double that it is (0.1 as 0.10000000149011612), which reads back as the same
 * float.
 */
export class JsonWriter {
  readonly #registry: WarmRegistry;
  readonly #maxBytes: number;
  readonly #wire: WireCheck;
  readonly #readOptions: { readonly readUnknownFields: boolean };
  readonly #writeOptions: { readonly registry: WarmRegistry; readonly alwaysEmitImplicit: boolean };

  constructor(registry: WarmRegistry, options: TranscoderOptions) {
    this.#registry = registry;
    this.#maxBytes = options.maxJsonBytes;
    this.#wire = new WireCheck(new WireShapes(registry), maxMessages(options));
    // Extensions are among the fields that a message does not know. Without any, they need not be kept.
    this.#readOptions = { readUnknownFields: registry.hasExtensions };
    this.#writeOptions = { registry, alwaysEmitImplicit: options.emitDefaults };
  }

  write(desc: DescMessage, bytes: Uint8Array): Transcoded {
    if (bytes.length > this.#maxBytes) {
      return tooLarge(`the message has ${bytes.length} bytes, where ${this.#maxBytes} are the most for JSON`);
    }
    const result = this.#wire.find(desc, bytes) ?? this.#decode(desc, bytes);
    return this.#registry.overflown ? UNUSABLE : result;
  }

  #decode(desc: DescMessage, bytes: Uint8Array): Transcoded {
    let message: Message;
    try {
      message = fromBinary(desc, bytes, this.#readOptions);
    } catch (error) {
      return malformed({ path: null, reason: reasonOf(error) });
    }
    return this.#print(desc, message);
  }

  #print(desc: DescMessage, message: Message): Transcoded {
    try {
      const text = JSON.stringify(toJson(desc, message, this.#writeOptions));
      const json = text.length > this.#maxBytes ? null : Buffer.from(text);
      if (json !== null && json.length <= this.#maxBytes) return { kind: 'done', bytes: json };
      return tooLarge(`the JSON has more than ${this.#maxBytes} bytes`);
    } catch (error) {
      const fault = locateMessageFault(desc, message, this.#registry);
      return malformed(fault ?? { path: null, reason: reasonOf(error) });
    }
  }
}
