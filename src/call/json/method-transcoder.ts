import type { DescMessage } from '@bufbuild/protobuf';
import type { JsonReader } from './json-reader.ts';
import type { JsonWriter } from './json-writer.ts';
import type { Transcoded } from './transcoded.ts';

/** JSON for one method, with everything looked up. Never throws. */
export class MethodTranscoder {
  readonly #input: DescMessage;
  readonly #output: DescMessage;
  readonly #reader: JsonReader;
  readonly #writer: JsonWriter;

  constructor(input: DescMessage, output: DescMessage, reader: JsonReader, writer: JsonWriter) {
    this.#input = input;
    this.#output = output;
    this.#reader = reader;
    this.#writer = writer;
  }

  /** A request message in UTF-8 JSON, as its protobuf bytes. An empty payload means `{}`. */
  requestToBinary(json: Uint8Array): Transcoded {
    return this.#reader.read(this.#input, json);
  }

  /** The protobuf bytes of a response message, as UTF-8 JSON. The result keeps nothing of `binary`. */
  responseToJson(binary: Uint8Array): Transcoded {
    return this.#writer.write(this.#output, binary);
  }
}
