import type { JsonObject, JsonValue } from '@bufbuild/protobuf';
import type { FieldPath } from './field-path.ts';

/** The value that was read last, and where it stands. */
export interface WatchedRead {
  readonly path: FieldPath | null;
  readonly value: JsonValue;
  /** The object that it is a member of; null for an item of an array, and for the whole. */
  readonly object: JsonObject | null;
  /** The nearest object around it, or itself, that was read as a google.protobuf.Any. */
  readonly any: WatchedAny | null;
}

export interface WatchedAny {
  readonly json: JsonObject;
  readonly path: FieldPath | null;
}

/** A view on a JSON value that remembers what was read of it last. */
export class WatchedJson {
  readonly view: JsonValue;
  #last: WatchedRead;

  constructor(json: JsonValue, path: FieldPath | null) {
    this.#last = { path, value: json, object: null, any: null };
    this.view = this.#watch(json, path, null);
  }

  get last(): WatchedRead {
    return this.#last;
  }

  #watch(value: JsonValue, path: FieldPath | null, any: WatchedAny | null): JsonValue {
    if (typeof value !== 'object' || value === null) return value;
    return Array.isArray(value) ? this.#watchArray(value, path, any) : this.#watchObject(value, path, any);
  }

  #watchArray(array: JsonValue[], path: FieldPath | null, any: WatchedAny | null): JsonValue[] {
    return new Proxy(array, {
      get: (target, key) => {
        const index = typeof key === 'string' ? Number(key) : Number.NaN;
        const item = target[index];
        if (item === undefined) return Reflect.get(target, key);
        return this.#read(item, { parent: path, key: index }, null, any);
      },
    });
  }

  #watchObject(object: JsonObject, path: FieldPath | null, outer: WatchedAny | null): JsonObject {
    let any = outer;
    return new Proxy(object, {
      get: (target, key) => {
        if (typeof key === 'symbol' || !Object.hasOwn(target, key)) return Reflect.get(target, key);
        // Only the reader of an Any asks for this by name; an ordinary message comes to it as an unknown field.
        if (key === '@type') any = { json: object, path };
        return this.#read(target[key] ?? null, { parent: path, key }, object, any);
      },
    });
  }

  #read(value: JsonValue, path: FieldPath, object: JsonObject | null, any: WatchedAny | null): JsonValue {
    this.#last = { path, value, object, any };
    return this.#watch(value, path, any);
  }
}
