import { type DescMessage, fromJson, type JsonValue, toBinary } from '@bufbuild/protobuf';
import { findDuplicateName } from './find-duplicate-name.ts';
import { JsonScan } from './json-scan.ts';
import { MAX_DEPTH, maxMessages, type TranscoderOptions } from './limits.ts';
import { locateJsonFault } from './locate-json-fault.ts';
import { countMembers, findLoneSurrogate } from './parsed-json.ts';
import { type Fault, malformed, reasonOf, type Transcoded, tooLarge, UNUSABLE } from './transcoded.ts';
import type { WarmRegistry } from './warm-registry.ts';

/**
 * Reads a client's JSON into protobuf bytes. A field that the type does not have is refused, as the canonical mapping
 * asks. Refused beyond its letter: a name that stands twice in an object, half of a surrogate pair, a byte order mark,
 * and more bytes, nesting or objects than the limits allow.
 */
export class JsonReader {
  readonly #registry: WarmRegistry;
  readonly #maxJsonBytes: number;
  readonly #maxObjects: number;
  readonly #readOptions: { readonly registry: WarmRegistry };
  readonly #scan = new JsonScan();
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(registry: WarmRegistry, options: TranscoderOptions) {
    this.#registry = registry;
    this.#maxJsonBytes = options.maxJsonBytes;
    this.#maxObjects = maxMessages(options);
    this.#readOptions = { registry };
  }

  /** No bytes at all mean `{}`. */
  read(desc: DescMessage, json: Uint8Array): Transcoded {
    const over = this.#findOverLimit(json);
    if (over !== null) return over;
    let text = '{}';
    let value: JsonValue = {};
    if (json.length > 0) {
      try {
        text = this.#utf8.decode(json);
        value = JSON.parse(text);
      } catch (error) {
        return malformed({ path: null, reason: `the payload is not JSON: ${reasonOf(error)}` });
      }
    }
    const flaw = this.#findFlaw(text, value);
    return flaw === null ? this.#encode(desc, value) : malformed(flaw);
  }

  #findOverLimit(json: Uint8Array): Transcoded | null {
    if (json.length > this.#maxJsonBytes) {
      return tooLarge(`the JSON has ${json.length} bytes, where ${this.#maxJsonBytes} are the most`);
    }
    this.#scan.scan(json);
    if (this.#scan.depth > MAX_DEPTH) return tooLarge(`the JSON nests deeper than ${MAX_DEPTH} levels`);
    if (this.#scan.objects > this.#maxObjects) {
      return tooLarge(`the JSON has ${this.#scan.objects} objects, where ${this.#maxObjects} are the most`);
    }
    return null;
  }

  #findFlaw(text: string, value: JsonValue): Fault | null {
    if (this.#scan.members !== countMembers(value)) return findDuplicateName(text);
    return this.#scan.surrogates ? findLoneSurrogate(value) : null;
  }

  #encode(desc: DescMessage, value: JsonValue): Transcoded {
    try {
      const message = fromJson(desc, value, this.#readOptions);
      const bytes = toBinary(desc, message);
      return this.#registry.overflown ? UNUSABLE : { kind: 'done', bytes };
    } catch (error) {
      const fault = locateJsonFault(desc, value, this.#registry);
      return malformed(fault ?? { path: null, reason: reasonOf(error) });
    }
  }
}
