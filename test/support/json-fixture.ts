import { join } from 'node:path';
import {
  type MethodTranscoder,
  type Transcoded,
  Transcoder,
  type TranscoderOptions,
} from '../../src/call/json/index.ts';
import { buildDescriptors } from './buf.ts';

export const JSON_FIXTURE = join(import.meta.dirname, '../fixtures/json');

export const JSON_OPTIONS: TranscoderOptions = { maxJsonBytes: 1024 * 1024, emitDefaults: false };

export function fixtureDescriptors(): Uint8Array {
  return buildDescriptors(JSON_FIXTURE);
}

/** JSON in and out of the fixture's methods, in plain values. */
export class FixtureJson {
  readonly transcoder: Transcoder;

  constructor(descriptors: Uint8Array, options: TranscoderOptions = JSON_OPTIONS) {
    this.transcoder = new Transcoder(descriptors, options);
  }

  /** @param type such as `Modern`: the method ReflectModern takes and gives it. */
  method(type: string): MethodTranscoder {
    const method = this.transcoder.findMethod('fixture.json.Mirror', `Reflect${type}`);
    if (method === undefined) throw new Error(`the fixture has no method Reflect${type}`);
    return method;
  }

  read(type: string, json: unknown): Transcoded {
    return this.method(type).requestToBinary(Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)));
  }

  /** What comes out where `json` went in. */
  mirror(type: string, json: unknown): unknown {
    return parse(this.method(type).responseToJson(bytesOf(this.read(type, json))));
  }

  /** Why `json` is refused. */
  refusal(type: string, json: unknown): string {
    return messageOf(this.read(type, json));
  }

  print(type: string, hex: string): Transcoded {
    return this.method(type).responseToJson(Buffer.from(hex, 'hex'));
  }
}

export function bytesOf(result: Transcoded): Uint8Array {
  if (result.kind !== 'done') throw new Error(`refused: ${result.message}`);
  return result.bytes;
}

export function parse(result: Transcoded): unknown {
  return JSON.parse(Buffer.from(bytesOf(result)).toString());
}

export function messageOf(result: Transcoded): string {
  if (result.kind === 'done') throw new Error('it was not refused');
  return result.message;
}
