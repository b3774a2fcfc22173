import { type DescMessage, fromJson, type JsonValue, toBinary } from '@bufbuild/protobuf';
import { findDuplicateName } from './find-duplicate-name.ts';
import { findInexactInteger } from './find-inexact-integer.ts';
import { findInfiniteNumber } from './find-infinite-number.ts';
import { findLoneSurrogate } from './find-lone-surrogate.ts';
import { JsonScan } from './json-scan.ts';
import { JsonTree } from './json-tree.ts';
import { MAX_DEPTH, maxMessages, type TranscoderOptions } from './limits.ts';
import { locateJsonFault } from './locate-json-fault.ts';
import { type Fault, malformed, reasonOf, type Transcoded, tooLarge, UNUSABLE } from './transcoded.ts';
import type { WarmRegistry } from './warm-registry.ts';

/**
 * Reads a client's JSON into protobuf bytes. A field that the type does not have is refused, as the canonical mapping
 * asks. Refused beyond its letter: a name that stands twice in an object, half of a surrogate pair, a byte order mark, a
 * 64-bit integer beyond 2^53 that is not in a string, and more bytes, nesting or objects than the limits allow.
 *
 * Taken beyond its letter, because the library takes it: hexadecimal digits in a number's string, a 30th of February,
 * text after the `s` of a duration, and any host before the type of an Any, which becomes type.googleapis.com.
 */
export class JsonReader {
  readonly #registry: WarmRegistry;
  readonly #maxJsonBytes: number;
  readonly #maxObjects: number;
  readonly #readOptions: { readonly registry: WarmRegistry };
  readonly #scan = new JsonScan();
  readonly #tree = new JsonTree();
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
    const result = flaw === null ? this.#encode(desc, value) : malformed(flaw);
    return this.#registry.overflown ? UNUSABLE : result;
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
    this.#tree.visit(value);
    if (this.#scan.members !== this.#tree.members) return findDuplicateName(text);
    if (this.#tree.infinite) return findInfiniteNumber(value);
    return this.#scan.surrogates ? findLoneSurrogate(value) : null;
  }

  #encode(desc: DescMessage, value: JsonValue): Transcoded {
    try {
      const message = fromJson(desc, value, this.#readOptions);
      const inexact = this.#tree.inexact ? findInexactInteger(desc, value, this.#registry) : null;
      if (inexact !== null) return malformed(inexact);
      return { kind: 'done', bytes: toBinary(desc, message) };
    } catch (error) {
      const fault = locateJsonFault(desc, value, this.#registry);
      return malformed(fault ?? { path: null, reason: reasonOf(error) });
    }
  }
}
